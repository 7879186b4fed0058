// vm/check_escape.h - MOUND_CHECK=escape.
#ifndef MOUND_VM_CHECK_ESCAPE_H
#define MOUND_VM_CHECK_ESCAPE_H

// From now on the program ends with a fatal error when it stores a pointer to a variable of a frame
// where the pointer could outlive the frame. For processes that run the VM_HOOKED edition of the
// dispatch loop (vm/watch.h); called before anything runs.
void check_escape_start(void);

#endif
