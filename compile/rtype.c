// compile/rtype.c - run-time type descriptors: one for all identical types, made shallow and
// completed when somebody asks (vm/rtype.h says what that means).
#include "compile/compile_int.h"

#include <stdlib.h>

#include "vm/meaning.h"

// All descriptors by type_hash; guarded by the checker's lock.
static struct {
    const Type **types;
    uint32_t count, capacity;    // capacity a power of two
} table;

static uint32_t table_find(const Type **types, uint32_t capacity, Type *type) {
    uint32_t at = type_hash(type) & (capacity - 1);
    while (types[at] && !type_identical((Type *)types[at], type)) at = (at + 1) & (capacity - 1);
    return at;
}

static void table_grow(void) {
    uint32_t capacity = table.capacity ? table.capacity * 2 : 256;
    const Type **types = ARENA_ARRAY(types_arena(), const Type *, capacity);
    for (uint32_t i = 0; i < table.capacity; i++)
        if (table.types[i])
            types[table_find(types, capacity, (Type *)table.types[i])] = table.types[i];
    table.types = types;
    table.capacity = capacity;
}

// ---- names --------------------------------------------------------------------------------------
static GoString go_string(const char *text) { return (GoString){text, (int64_t)strlen(text)}; }

static GoString package_path(const Package *package) {
    return package ? go_string(package->path) : (GoString){0};
}

// "main.Pair[int]" without "main.".
static GoString local_name(const char *text) {
    const char *bracket = strchr(text, '[');
    const char *dot = strchr(text, '.');
    return go_string(dot && (!bracket || dot < bracket) ? dot + 1 : text);
}

static void set_names(RType *rtype, Type *type) {
    rtype->string = go_string(type_print_runtime(type));
    if (!type_is_named(type)) return;
    rtype->flags |= RTYPE_NAMED;
    rtype->name = local_name(rtype->string.text);
    if (type->kind == TYPE_NAMED) rtype->pkg_path = package_path(type->object->package);
    if (type->kind == TYPE_UNSAFE_POINTER) rtype->pkg_path = go_string("unsafe");
}

// ---- shape --------------------------------------------------------------------------------------
static uint8_t rtype_kind(Type *type) {
    static const uint8_t kinds[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = KIND_BOOL, [TYPE_INT] = KIND_INT, [TYPE_INT8] = KIND_INT8,
        [TYPE_INT16] = KIND_INT16, [TYPE_INT32] = KIND_INT32, [TYPE_INT64] = KIND_INT64,
        [TYPE_UINT] = KIND_UINT, [TYPE_UINT8] = KIND_UINT8, [TYPE_UINT16] = KIND_UINT16,
        [TYPE_UINT32] = KIND_UINT32, [TYPE_UINT64] = KIND_UINT64, [TYPE_UINTPTR] = KIND_UINTPTR,
        [TYPE_FLOAT32] = KIND_FLOAT32, [TYPE_FLOAT64] = KIND_FLOAT64,
        [TYPE_COMPLEX64] = KIND_COMPLEX64, [TYPE_COMPLEX128] = KIND_COMPLEX128,
        [TYPE_STRING] = KIND_STRING, [TYPE_UNSAFE_POINTER] = KIND_UNSAFE_POINTER,
        [TYPE_ARRAY] = KIND_ARRAY, [TYPE_SLICE] = KIND_SLICE, [TYPE_STRUCT] = KIND_STRUCT,
        [TYPE_POINTER] = KIND_POINTER, [TYPE_FUNC] = KIND_FUNC, [TYPE_INTERFACE] = KIND_INTERFACE,
        [TYPE_MAP] = KIND_MAP, [TYPE_CHAN] = KIND_CHAN,
    };
    uint8_t kind = kinds[type_kind(type)];
    FATAL_IF(!kind, "there is no run-time type for %s", type_print(type, NULL));
    return kind;
}

static void set_layout(RType *rtype, Type *type) {
    uint64_t bytes = (uint64_t)type_size(type);
    rtype->layout.bytes = bytes;
    rtype->align = (uint8_t)type_align(type);
    if (!type_has_pointers(type)) return;
    uint64_t words = bytes / 8;
    uint8_t *bits = arena_alloc(types_arena(), (size_t)((words + 63) / 64 * 8));
    type_pointer_words(type, bits, 0);
    uint64_t last = words;
    while (last && !(bits[(last - 1) / 8] >> ((last - 1) % 8) & 1)) last--;
    rtype->layout.ptr_bytes = last * 8;
    rtype->layout.ptr_bits = bits;
}

static void set_flags(RType *rtype, Type *type) {
    if (type_is_pointer_shaped(type)) rtype->flags |= RTYPE_DIRECT;
    if (type_is_comparable(type)) rtype->flags |= RTYPE_COMPARABLE;
    if (type_is_plain(type)) rtype->flags |= RTYPE_PLAIN;
}

static void set_fields(RType *rtype, Type *type) {
    RField *fields = ARENA_ARRAY(types_arena(), RField, type->field_count + 1);
    for (uint32_t i = 0; i < type->field_count; i++) {
        const Object *field = type->fields[i];
        fields[i].name = field->name ? go_string(field->name->text) : (GoString){0};
        if (!field->is_exported) fields[i].pkg_path = package_path(field->package);
        fields[i].type = compile_rtype(field->type);
        if (type->tags && type->tags[i])
            fields[i].tag = (GoString){type->tags[i], type->tag_bytes[i]};
        fields[i].offset = (uint64_t)type_field_offset(type, i);
        fields[i].embedded = field->is_embedded;
    }
    rtype->fields = fields;
    rtype->field_count = type->field_count;
}

static uint8_t chan_direction(const Type *type) {
    return type->chan_dir == CHAN_RECV ? 1 : type->chan_dir == CHAN_SEND ? 2 : 3;
}

// What a value contains by value, and what containers hold.
static void set_parts(RType *rtype, Type *type) {
    Type *under = type_underlying(type);
    switch (under->kind) {
    case TYPE_ARRAY:
        rtype->count = under->length;
        rtype->elem = compile_rtype(under->elem);
        break;
    case TYPE_SLICE: rtype->elem = compile_rtype(under->elem); break;
    case TYPE_CHAN:
        rtype->chan_dir = chan_direction(under);
        rtype->elem = compile_rtype(under->elem);
        break;
    case TYPE_MAP:
        rtype->key = compile_rtype(under->key);
        rtype->elem = compile_rtype(under->elem);
        break;
    case TYPE_STRUCT: set_fields(rtype, under); break;
    case TYPE_FUNC:
        if (under->is_variadic) rtype->flags |= RTYPE_VARIADIC;
        rtype->param_count = under->params->field_count;
        rtype->result_count = under->results->field_count;
        break;
    default: break;
    }
}

const RType *compile_rtype(Type *type) {
    type = type_unalias(type);
    if (type->kind < TYPE_BASIC_COUNT) type = type_basic[type->kind];
    if (type->backend) return type->backend;
    if (table.count * 2 >= table.capacity) table_grow();
    uint32_t at = table_find(table.types, table.capacity, type);
    if (table.types[at]) return type->backend = table.types[at]->backend;
    RType *rtype = ARENA_NEW(types_arena(), RType);
    layout_register(&rtype->layout, &(Meaning){.kind = MEANING_VALUES, .type = rtype});
    table.types[at] = type;
    table.count++;
    type->backend = rtype;
    rtype->shallow = 1;
    rtype->source = type;
    rtype->kind = rtype_kind(type);
    rtype->hash = type_hash(type);
    set_names(rtype, type);
    set_layout(rtype, type);
    set_flags(rtype, type);
    set_parts(rtype, type);
    return rtype;
}

// ---- completion ---------------------------------------------------------------------------------
static int method_order(const void *a, const void *b) {
    const RMethod *x = a, *y = b;
    int order = strcmp(x->name.text, y->name.text);
    if (order) return order;
    return strcmp(x->pkg_path.text ? x->pkg_path.text : "",
                  y->pkg_path.text ? y->pkg_path.text : "");
}

static void set_method_name(RMethod *method, const Object *object) {
    method->name = go_string(object->name->text);
    if (!object->is_exported) method->pkg_path = package_path(object->package);
}

// The type of a method without its receiver.
static Type *method_type(Object *object) {
    object_resolve(object);
    Type *type = type_underlying(object->type);
    return type_new_func(type->params, type->results, type->is_variadic);
}

static void complete_interface(RType *rtype, Type *type) {
    TypeSet *set = type_set(type);
    RMethod *methods = ARENA_ARRAY(types_arena(), RMethod, set->method_count + 1);
    for (uint32_t i = 0; i < set->method_count; i++) {
        set_method_name(&methods[i], set->methods[i]);
        methods[i].type = compile_rtype(method_type(set->methods[i]));
    }
    rtype->methods = methods;
    rtype->method_count = set->method_count;
}

static void complete_methods(RType *rtype, Type *type) {
    MethodSet *set = type_method_set(type);
    rtype->method_count = 0;
    if (!set || !set->count) return;
    RMethod *methods = ARENA_ARRAY(types_arena(), RMethod, set->count);
    for (uint32_t i = 0; i < set->count; i++) set_method_name(&methods[i], set->items[i].method);
    if (set->count > 1) qsort(methods, set->count, sizeof *methods, method_order);
    rtype->methods = methods;
    rtype->method_count = set->count;
}

static void complete_params(RType *rtype, Type *func) {
    uint32_t params = func->params->field_count, results = func->results->field_count;
    const RType **types = ARENA_ARRAY(types_arena(), const RType *, params + results + 1);
    for (uint32_t i = 0; i < params; i++) types[i] = compile_rtype(func->params->fields[i]->type);
    for (uint32_t i = 0; i < results; i++)
        types[params + i] = compile_rtype(func->results->fields[i]->type);
    rtype->params = types;
}

// Types whose method tables have been made while there is a session: they may grow.
static VEC(RType *) with_methods;

static bool may_grow(const Type *type) {
    type = type_unalias(type_deref((Type *)type, NULL));
    if (type->kind == TYPE_STRUCT) return true;   // embeds what may grow
    return type->kind == TYPE_NAMED && type->object->package && type->object->package->is_session;
}

void rtype_refresh_methods(void) {
    for (uint32_t i = 0; i < with_methods.count; i++)
        complete_methods(with_methods.items[i], (Type *)with_methods.items[i]->source);
}

static void complete(RType *rtype) {
    Type *type = (Type *)rtype->source;
    Type *under = type_underlying(type);
    if (under->kind == TYPE_POINTER) rtype->elem = compile_rtype(under->elem);
    if (under->kind == TYPE_FUNC) complete_params(rtype, under);
    if (under->kind == TYPE_INTERFACE) complete_interface(rtype, type);
    else complete_methods(rtype, type);
    if (under->kind != TYPE_INTERFACE && may_grow(type))
        vec_push(types_arena(), &with_methods, rtype);
    __atomic_store_n(&rtype->shallow, 0, __ATOMIC_RELEASE);
}

static void complete_method(RType *rtype, RMethod *method) {
    Type *type = (Type *)rtype->source;
    MethodSet *set = type_method_set(type);
    for (uint32_t i = 0; i < set->count; i++) {
        const MethodEntry *entry = &set->items[i];
        RMethod named = {0};
        set_method_name(&named, entry->method);
        if (method_order(&named, method) != 0) continue;
        method->type = compile_rtype(method_type(entry->method));
        FuncCode *code = compile_code_for(method_func_for_iface(type, entry));
        __atomic_store_n(&method->code, code, __ATOMIC_RELEASE);
        return;
    }
}

static void completer(RType *rtype, int64_t index) {
    types_lock();
    if (rtype_is_shallow(rtype)) complete(rtype);
    if (index >= 0 && rtype->methods[index].code == NULL)
        complete_method(rtype, (RMethod *)&rtype->methods[index]);
    types_unlock();
}

const Itab *compile_itab(Type *interface, Type *type) {
    const Itab *itab = itab_get(compile_rtype(interface), compile_rtype(type), NULL);
    FATAL_IF(!itab, "%s does not implement %s", type_print_linker(type),
             type_print_linker(interface));
    return itab;
}

void rtype_init(void) {
    rtype_set_completer(completer);
    rtype_set_maker(rtype_requested);
}
