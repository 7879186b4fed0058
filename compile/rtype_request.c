// compile/rtype_request.c - the types that reflect asks for (RTypeRequest in vm/rtype.h).
//
// The checker has each pointer, slice, array, channel and map type once, so asking again makes
// nothing. Functions and structs it makes anew each time, to stay for ever; those are asked for by
// what they are to consist of, and made only if nobody asked for the same before.
#include "compile/compile_int.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/symbol.h"

// A question is the words and texts of a request, spelled out; as a Symbol, so that equal ones are
// one pointer.
typedef struct Answer {
    const Symbol *question;
    const RType *rtype;
} Answer;

// By the hash of the question; guarded by the checker's lock, as all here.
static struct {
    Answer *answers;
    uint32_t count, capacity;    // capacity a power of two
} table;

static Answer *answer_place(const Symbol *question) {
    uint32_t at = question->hash & (table.capacity - 1);
    while (table.answers[at].question && table.answers[at].question != question)
        at = (at + 1) & (table.capacity - 1);
    return &table.answers[at];
}

static void table_grow(void) {
    Answer *old = table.answers;
    uint32_t old_capacity = table.capacity;
    table.capacity = old_capacity ? old_capacity * 2 : 16;
    table.answers = ARENA_ARRAY(types_arena(), Answer, table.capacity);
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i].question) *answer_place(old[i].question) = old[i];
}

// ---- questions ----------------------------------------------------------------------------------
static void put_word(FILE *out, uint64_t word) {
    fwrite(&word, sizeof word, 1, out);
}

static void put_text(FILE *out, GoString text) {
    put_word(out, (uint64_t)text.bytes);
    if (text.bytes) fwrite(text.text, 1, (size_t)text.bytes, out);
}

static void put_func(FILE *out, const RTypeRequest *request) {
    put_word(out, (uint64_t)request->param_count);
    put_word(out, request->variadic);
    for (int64_t i = 0; i < request->param_count + request->result_count; i++)
        put_word(out, (uintptr_t)request->params[i]);
}

// The package that an unexported field belongs to; NULL: none that is loaded.
static Package *package_of(const RField *field) {
    if (!field->pkg_path.bytes) return NULL;
    return package_find(symbol_intern(field->pkg_path.text, (size_t)field->pkg_path.bytes)->text);
}

static void put_struct(FILE *out, const RTypeRequest *request) {
    for (int64_t i = 0; i < request->field_count; i++) {
        const RField *field = &request->fields[i];
        put_word(out, (uintptr_t)field->type);
        put_word(out, field->embedded);
        put_text(out, field->name);
        put_word(out, (uintptr_t)package_of(field));
        put_text(out, field->tag);
    }
}

static const Symbol *question_of(const RTypeRequest *request) {
    char *text;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    FATAL_IF(!out, "out of memory");
    put_word(out, request->kind);
    if (request->kind == RTYPE_MAKE_FUNC) put_func(out, request);
    else put_struct(out, request);
    FATAL_IF(fclose(out) != 0, "out of memory");
    const Symbol *question = symbol_intern(text, bytes);
    free(text);
    return question;
}

// ---- answers ------------------------------------------------------------------------------------
static Type *source_of(const RType *rtype) { return (Type *)rtype->source; }

static char *text_of(GoString string) {
    return arena_strndup(types_arena(), string.text ? string.text : "", (size_t)string.bytes);
}

static Type *make_struct(const RTypeRequest *request) {
    uint32_t count = (uint32_t)request->field_count;
    Object **fields = ARENA_ARRAY(types_arena(), Object *, count + 1);
    const char **tags = ARENA_ARRAY(types_arena(), const char *, count + 1);
    uint32_t *tag_bytes = ARENA_ARRAY(types_arena(), uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const RField *field = &request->fields[i];
        Symbol *name = symbol_intern(field->name.text, (size_t)field->name.bytes);
        fields[i] = object_new_field(NO_POS, package_of(field), name, source_of(field->type),
                                     field->embedded);
        fields[i]->is_exported = name->exported;
        if (field->tag.bytes) tags[i] = text_of(field->tag);
        tag_bytes[i] = (uint32_t)field->tag.bytes;
    }
    return type_new_struct(fields, count, tags, tag_bytes);
}

static Type *make_func(const RTypeRequest *request) {
    Type *tuples[2];
    const RType *const *types = request->params;
    for (uint32_t list = 0; list < 2; list++) {
        uint32_t count = (uint32_t)(list ? request->result_count : request->param_count);
        Object **vars = ARENA_ARRAY(types_arena(), Object *, count + 1);
        for (uint32_t i = 0; i < count; i++)
            vars[i] = object_new_param(NO_POS, NULL, NULL, source_of(types[i]));
        tuples[list] = type_new_tuple(vars, count);
        types += count;
    }
    return type_new_func(tuples[0], tuples[1], request->variadic);
}

static Type *make_type(const RTypeRequest *request) {
    Type *elem = request->elem ? source_of(request->elem) : NULL;
    switch (request->kind) {
    case RTYPE_MAKE_PTR: return type_new_pointer(elem);
    case RTYPE_MAKE_SLICE: return type_new_slice(elem);
    case RTYPE_MAKE_ARRAY: return type_new_array(elem, request->count);
    case RTYPE_MAKE_MAP: return type_new_map(source_of(request->key), elem);
    case RTYPE_MAKE_CHAN:
        return type_new_chan(request->count == 1 ? CHAN_RECV
                             : request->count == 2 ? CHAN_SEND : CHAN_BOTH, elem);
    case RTYPE_MAKE_FUNC: return make_func(request);
    case RTYPE_MAKE_STRUCT: return make_struct(request);
    }
    return NULL;
}

static const RType *make(const RTypeRequest *request) {
    Type *type = make_type(request);
    return type ? compile_rtype(type) : NULL;
}

static const RType *make_once(const RTypeRequest *request) {
    const Symbol *question = question_of(request);
    if (table.count * 2 >= table.capacity) table_grow();
    Answer *answer = answer_place(question);
    if (!answer->question) {
        *answer = (Answer){question, make(request)};
        table.count++;
    }
    return answer->rtype;
}

const RType *rtype_requested(const RTypeRequest *request) {
    types_lock();
    bool is_shared = request->kind != RTYPE_MAKE_FUNC && request->kind != RTYPE_MAKE_STRUCT;
    const RType *rtype = is_shared ? make(request) : make_once(request);
    types_unlock();
    return rtype;
}
