// repl/attach.h - `run -repl`: a program with a prompt behind it. It opens when the program's main
// returns, when a goroutine panics, and at runtime.Breakpoint().
#ifndef MOUND_REPL_ATTACH_H
#define MOUND_REPL_ATTACH_H

#include <stdbool.h>
#include <stdint.h>

#include "repl/runner.h"

// A stop was taken from the runner: says what it is, and makes the locals of the newest frame of
// the program nameable. False: it is none to open a prompt for.
bool attach_stopped(const Stop *stop);
bool attach_is_stopped(void);
// The stopped goroutine goes on; false: none is at a breakpoint.
bool attach_continue(void);
// Whether the program is running, so that there is no prompt yet.
bool attach_is_running(void);
void attach_begin(void);

bool attach_list_frames(bool json);
// Names the locals of frame [number] from now on; false: there is none.
bool attach_choose_frame(uint32_t number);
bool attach_list_locals(bool json);

#endif
