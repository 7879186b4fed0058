// repl/look.c - see look.h.
#include "repl/look.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "compile/compile.h"
#include "inspect/value.h"
#include "repl/plan.h"
#include "repl/screen.h"
#include "types/check.h"
#include "vm/alloc_profile.h"

Snapshot *look_at_heap(SnapshotFlags flags, MemStats *stats) {
    runner_stop();
    if (stats) {
        heap_read_stats(stats);
        gc_read_stats(stats);
    }
    Snapshot *snapshot = snapshot_take(flags);
    runner_start();
    return snapshot;
}

void look_at_stats(MemStats *stats) {
    runner_stop();
    heap_read_stats(stats);
    gc_read_stats(stats);
    runner_start();
}

// What a value of [type] at [memory] points to; 0: nothing, or it is no pointer.
static uintptr_t pointee(const RType *type, const void *memory) {
    switch ((Kind)type->kind) {
    case KIND_POINTER: case KIND_MAP: case KIND_CHAN: case KIND_FUNC: case KIND_UNSAFE_POINTER:
    case KIND_SLICE: case KIND_STRING:
        return *(const uintptr_t *)memory;
    case KIND_INTERFACE: return (uintptr_t)((const GoIface *)memory)->data;
    default: return 0;
    }
}

bool look_up(const CommandCall *call, const char *text, uintptr_t *address, const RType **type) {
    void *memory;
    if (!*text) return command_fail(call, "of what? Give an expression");
    if (!session_value(text, &memory, type)) return false;
    runner_stop();
    *address = pointee(*type, memory);
    runner_start();
    session_value_done();
    if (*address) return true;
    char *name = type_name_text(*type, "main");
    bool is_pointer = (*type)->kind >= KIND_CHAN && (*type)->kind != KIND_STRUCT;
    bool has_address = isalpha((unsigned char)*text) && !strchr(text, '(');
    if (is_pointer) command_fail(call, "%s is nil or empty (%s)", text, name);
    else command_fail(call, "%s, of type %s, points to no object%s%s", text, name,
                      has_address ? "; try &" : "", has_address ? text : "");
    free(name);
    return false;
}

const char *home_text(const char *name) {
    return strncmp(name, "main.", 5) == 0 ? name + 5 : name;
}

const char *site_text(uint32_t number, const char **function) {
    static char text[300];
    const AllocSite *site = number ? alloc_site(number) : NULL;
    *function = NULL;
    snprintf(text, sizeof text, "(run time)");
    for (uint32_t i = 0; site && i < site->frame_count; i++) {
        const FuncCode *func = code_find(site->pcs[i] - 1);
        if (!func) continue;
        bool is_library = func->flags & CODE_LIBRARY;
        if (*function && is_library) continue;
        Location at = source_location(code_pos(func, site->pcs[i] - 1));
        if (!at.path) continue;
        snprintf(text, sizeof text, "%s:%u", at.path, at.line);
        *function = func->name;
        if (!is_library) break;
    }
    return text;
}

const char *address_text(uintptr_t address) {
    static char texts[4][32];
    static int at;
    char *text = texts[at++ % 4];
    snprintf(text, 32, "%#lx", (unsigned long)address);
    return text;
}

const char *heap_object_text(const Snapshot *snapshot, uint32_t object) {
    static char texts[4][300];
    static int at;
    char *text = texts[at++ % 4];
    object_type_text(&snapshot->objects[object], text, 300);
    // Every name of the package main, not only the first.
    for (char *found = text; (found = strstr(found, "main."));) {
        bool starts = found == text || !strchr("._/abcdefghijklmnopqrstuvwxyz", found[-1]);
        if (starts) memmove(found, found + 5, strlen(found + 5) + 1);
        else found += 5;
    }
    return text;
}

Forward forward_make(const Snapshot *snapshot) {
    Forward forward;
    uint32_t count = snapshot->object_count;
    forward.first = calloc((size_t)count + 2, sizeof(uint32_t));
    forward.edges = malloc((snapshot->edge_count + 1) * sizeof(uint32_t));
    FATAL_IF(forward.first == NULL || forward.edges == NULL, "out of memory");
    for (uint64_t i = 0; i < snapshot->edge_count; i++)
        forward.first[snapshot->edges[i].from + 2]++;
    for (uint32_t i = 2; i < count + 2; i++) forward.first[i] += forward.first[i - 1];
    for (uint64_t i = 0; i < snapshot->edge_count; i++)
        forward.edges[forward.first[snapshot->edges[i].from + 1]++] = (uint32_t)i;
    return forward;
}

void forward_free(Forward *forward) {
    free(forward->first);
    free(forward->edges);
}

// ---- Functions by name --------------------------------------------------------------------------

static Object *member_of(const CommandCall *call, const char *name, const char *dot) {
    const Symbol *first = symbol_intern(name, (size_t)(dot - name)), *second = symbol_of(dot + 1);
    Object *base = session_lookup(session.package, first);
    if (base && base->kind == OBJ_TYPE) {
        Lookup found = type_lookup(type_new_pointer(base->type), true, session.package,
                                   (Symbol *)second, false);
        if (found.object && found.object->kind == OBJ_FUNC) return found.object;
        command_fail(call, "%s has no method %s", first->text, second->text);
        return NULL;
    }
    const Import *import = import_find(&session.imports, first);
    const char *path = import ? import->path : import_guess(first), *error;
    Package *package = path ? package_load(path, NULL, &error) : NULL;
    if (!package) {
        command_fail(call, "%s is no type of the session and no package", first->text);
        return NULL;
    }
    Object *object = package_lookup(package, second->text);
    if (!object) command_fail(call, "package %s has no %s", path, second->text);
    return object;
}

struct Object *look_up_function(const CommandCall *call, const char *name) {
    char plain[200];
    size_t used = 0;
    for (const char *at = name; *at && used < sizeof plain - 1; at++)
        if (!strchr("(*) ", *at)) plain[used++] = *at;
    plain[used] = '\0';
    if (!*plain) {
        command_fail(call, "of which function?");
        return NULL;
    }
    const char *dot = strchr(plain, '.');
    Object *object = dot ? member_of(call, plain, dot)
                         : session_lookup(session.package, symbol_of(plain));
    if (!object && !dot) command_fail(call, "%s is not declared", plain);
    if (!object) return NULL;
    object_resolve(object);
    if (object->kind == OBJ_FUNC && object->type->kind == TYPE_FUNC) {
        if (object->type->type_param_count == 0 && object->type->receiver_param_count == 0)
            return object;
        command_fail(call, "%s is generic: it has code for each of its instances", plain);
        return NULL;
    }
    command_fail(call, "%s is not a function", plain);
    return NULL;
}
