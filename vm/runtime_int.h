// vm/runtime_int.h - what the runtime_*.c files share.
#ifndef MOUND_VM_RUNTIME_INT_H
#define MOUND_VM_RUNTIME_INT_H

#include "vm/vm.h"

extern VmConfig vm_config;   // of vm_init
struct Processor *vm_first_processor(void);

#endif
