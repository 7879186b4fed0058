// vm/fault.c - memory faults: whose they are, and what is said about them.
//
// Nil pointers are tested for by the instructions, so a fault inside the dispatch loop means that
// the program made up an address (package unsafe). Everywhere else it is mound's own.
#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

#include "vm/vm_int.h"

// The linker's names for the ends of the section that the dispatch loop lies in.
extern const char __start_vm_run_text[], __stop_vm_run_text[];

static uintptr_t fault_pc(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static void on_fault(int number, siginfo_t *info, void *context) {
    uintptr_t pc = fault_pc(context);
    uintptr_t address = (uintptr_t)info->si_addr;
    bool in_arena = number == SIGSEGV && heap_is_forbidden(address);
    bool in_program = in_arena ||
        (pc >= (uintptr_t)__start_vm_run_text && pc < (uintptr_t)__stop_vm_run_text);
    const char *name = number == SIGBUS ? "SIGBUS: bus error" : "SIGSEGV: segmentation violation";
    char text[512];
    int bytes;
    if (in_program)
        bytes = snprintf(text, sizeof text, "%s %p\nfatal error: fault\n"
                         "[signal %s code=%#x addr=%p pc=%#lx]\n",
                         in_arena ? "accessed data from freed user arena"
                                  : "unexpected fault address", info->si_addr, name,
                         (unsigned)info->si_code, info->si_addr, (unsigned long)pc);
    else
        bytes = snprintf(text, sizeof text, "mound: internal error: %s at address %p, pc %#lx\n"
                         "mound: this is a fault of mound, not of your program; please report it "
                         "together with the program and the lines above\n", name, info->si_addr,
                         (unsigned long)pc);
    if (write(2, text, (size_t)bytes) < 0) _exit(70);
    _exit(in_program ? 2 : 70);
}

// AddressSanitizer reports faults itself, and better.
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

void fault_init_thread(void) {
    enum { STACK_BYTES = 32 << 10 };
    if (SANITIZED) return;
    void *stack = malloc(STACK_BYTES);
    if (stack == NULL) return;   // then a fault by lack of stack stays unexplained
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = STACK_BYTES}, NULL);
}

void fault_init(void) {
    if (SANITIZED) return;
    fault_init_thread();
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}
