// vm/runtime_sync.c - what package sync sleeps on, and the pools that the collector empties.
#include "sched/sema.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

static void finish(NativeCall *call, SchedStatus status) {
    if (status == SCHED_PARKED) call->status = NATIVE_PARKED;
}

// ---- semaphores ---------------------------------------------------------------------------------
static void acquire(NativeCall *call, bool lifo, WaitReason reason) {
    finish(call, sema_acquire(call->p, call->g, native_arg_pointer(call, 0), lifo, reason));
}

void sync_semacquire(NativeCall *call) { acquire(call, false, WAIT_SEMACQUIRE); }

void sync_semacquire_mutex(NativeCall *call) {
    acquire(call, native_arg_bool(call, 1), WAIT_MUTEX_LOCK);
}

void sync_semacquire_rwmutex_r(NativeCall *call) {
    acquire(call, native_arg_bool(call, 1), WAIT_RWMUTEX_RLOCK);
}

void sync_semacquire_rwmutex(NativeCall *call) {
    acquire(call, native_arg_bool(call, 1), WAIT_RWMUTEX_LOCK);
}

void sync_semrelease(NativeCall *call) {
    if (sema_release(call->p, native_arg_pointer(call, 0), native_arg_bool(call, 1)))
        call->status = NATIVE_YIELD;
}

// ---- notify lists -------------------------------------------------------------------------------
void sync_notify_list_add(NativeCall *call) {
    native_ret_uint(call, 0, notify_add(native_arg_pointer(call, 0)));
}

void sync_notify_list_wait(NativeCall *call) {
    finish(call, notify_wait(call->p, call->g, native_arg_pointer(call, 0),
                             (uint32_t)native_arg_uint(call, 1)));
}

void sync_notify_list_notify_all(NativeCall *call) {
    notify_all(call->p, native_arg_pointer(call, 0));
}

void sync_notify_list_notify_one(NativeCall *call) {
    notify_one(call->p, native_arg_pointer(call, 0));
}

void sync_proc_id(NativeCall *call) { native_ret_int(call, 0, call->p->index); }

// ---- sync.Pool ----------------------------------------------------------------------------------
// A pool as it lies in memory.
typedef struct PoolState {
    void *local;
    void *victim;
    uint32_t registered;
} PoolState;

// Pools that something was put into since the last cycle, and those whose victims are from the
// cycle before. Not roots: a pool that is found dead is taken out before its memory is reused.
typedef struct PoolList {
    PoolState **items;
    uint32_t count;
    uint32_t capacity;
} PoolList;

static Lock pools_lock;
static PoolList current_pools, old_pools;

static void pools_age(void *arg) {
    (void)arg;
    for (uint32_t i = 0; i < old_pools.count; i++)
        if (!old_pools.items[i]->registered) gc_write(&old_pools.items[i]->victim, NULL);
    old_pools.count = 0;
    for (uint32_t i = 0; i < current_pools.count; i++) {
        PoolState *pool = current_pools.items[i];
        gc_write(&pool->victim, pool->local);
        gc_write(&pool->local, NULL);
        pool->registered = 0;
    }
    PoolList empty = old_pools;
    old_pools = current_pools;
    current_pools = empty;
}

static void pools_drop_dead(void *arg) {
    (void)arg;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < old_pools.count; i++)
        if (gc_is_marked(old_pools.items[i])) old_pools.items[kept++] = old_pools.items[i];
    old_pools.count = kept;
}

void sync_register_pool(NativeCall *call) {
    static bool hooked;
    PoolState *pool = native_arg_pointer(call, 0);
    lock_acquire(&pools_lock);
    if (!hooked) {
        hooked = true;
        gc_on_cycle(GC_AT_START, pools_age, NULL);
        gc_on_cycle(GC_AT_END, pools_drop_dead, NULL);
    }
    if (!pool->registered) {
        pool->registered = 1;
        if (current_pools.count == current_pools.capacity) {
            uint32_t capacity = current_pools.capacity ? current_pools.capacity * 2 : 16;
            PoolState **items = realloc(current_pools.items, capacity * sizeof *items);
            FATAL_IF(items == NULL, "no memory for %u pools", capacity);
            current_pools.items = items;
            current_pools.capacity = capacity;
        }
        current_pools.items[current_pools.count++] = pool;
    }
    lock_release(&pools_lock);
}
