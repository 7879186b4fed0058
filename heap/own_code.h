// heap/own_code.h - the pages of mound's own file that are in memory.
//
// Code and constants come into memory when they are touched, in windows of 64 KB, and would stay.
// Most of them are the front end's, which the program needs in bursts, when it calls functions for
// the first time: between these they are let go of. What the run time touches comes back in well
// under a millisecond.
#ifndef MOUND_HEAP_OWN_CODE_H
#define MOUND_HEAP_OWN_CODE_H

#include <stdbool.h>

// Says that the front end was at work. Any thread.
void own_code_used(void);
// Lets the pages go if the front end was at work since it was done last, but not just now; false:
// it was, so ask again later. Cheap if there is nothing to do. Any thread, also while another one
// compiles.
bool own_code_rest(void);
// Lets them go at once.
void own_code_release(void);

#endif
