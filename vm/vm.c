// vm/vm.c - starting the virtual machine, and how it hangs together with scheduler and collector.
#include "vm/vm.h"

#include <unistd.h>

#include "vm/meaning.h"
#include "vm/native_runtime.h"
#include "vm/runtime_int.h"
#include "vm/vm_int.h"
#include "vm/wait_profile.h"

static VmHooks vm_hooks;
static Processor *first_processor;
VmConfig vm_config;

Processor *vm_first_processor(void) { return first_processor; }

void vm_set_hooks(const VmHooks *hooks) { vm_hooks = *hooks; }

const RType *vm_find_type(const char *path, const char *name) {
    return vm_hooks.find_type ? vm_hooks.find_type(path, name) : NULL;
}

FuncCode *vm_library_func(LibraryFunc *func) {
    FuncCode *code = atomic_load_explicit(&func->found, memory_order_acquire);
    if (code != NULL) return code;
    // Whoever asks first; the others write the same.
    if (vm_hooks.find_func) code = vm_hooks.find_func(func->path, func->name);
    FATAL_IF(code == NULL, "%s.%s is missing", func->path, func->name);
    atomic_store_explicit(&func->found, code, memory_order_release);
    return code;
}

// A timer fired: its function, a func(), in a new goroutine.
static void start_function(Processor *p, void *function) {
    FuncCode *func = *(FuncCode **)function;
    call_go(p, NULL, func, function, NULL, 0);
}

static void out_of_memory(size_t bytes, uint64_t bytes_in_use, bool limited) {
    fprintf(stderr, "runtime: out of memory: cannot allocate %zu-byte block (%llu in use%s)\n",
            bytes, (unsigned long long)bytes_in_use, limited ? ", limited" : "");
    Processor *p = sched_current();
    fatal_error(p ? p->current : NULL, true, "runtime: out of memory");
}

Processor *vm_init(const VmConfig *config) {
    vm_config = *config;
    file_limit_raise();
    fault_init();
    first_processor = sched_init(&(SchedHooks){.run_slice = vm_loop(config->edition),
                                               .deadlock = traceback_deadlock,
                                               .start_function = start_function,
                                               .attend = finalizer_attend,
                                               .start_thread = fault_init_thread,
                                               .scan_stack = scan_stack,
                                               .cycle_done = runtime_cycle_done,
                                               .note_contention = wait_profile_note_contention,
                                               .out_of_memory = out_of_memory},
                                 config->seed);
    scan_init();
    signal_init();
    map_register_layouts();
    box_register_layouts();
    layout_register(&chan_layout, &(Meaning){.kind = MEANING_CHAN});
    return first_processor;
}

// The code that calls the initialisers and main.main.
static FuncCode *make_start(FuncCode *const *inits, uint32_t count, FuncCode *main_func) {
    FuncCode *start = code_new_func("runtime.main", 0, 0);
    start->flags |= CODE_WRAPPER;
    start->frame_slots = FRAME_LINK_SLOTS;
    start->code_words = count + 2;
    start->code = code_alloc(start->code_words * sizeof(Insn));
    for (uint32_t i = 0; i < count; i++)
        start->code[i] = insn_abx(OP_CALL, FRAME_LINK_SLOTS, inits[i]->index);
    start->code[count] = insn_abx(OP_CALL, FRAME_LINK_SLOTS, main_func->index);
    start->code[count + 1] = insn_abc(OP_MAIN_EXIT, 0, 0, 0);
    start->ptr_slots = code_alloc(8);
    code_publish(start);
    return start;
}

int vm_main(FuncCode *const *inits, uint32_t count, FuncCode *main_func) {
    call_go(first_processor, NULL, make_start(inits, count, main_func), NULL, NULL, 0);
    return sched_run(first_processor);
}
