// types/print.c - the names of types, objects and operands as gc and the run time print them.
#include "types/check_int.h"

#include <stdarg.h>

enum { NESTING_LIMIT = 100 };   // deeper types are cut: they cannot be read anyway

typedef enum {
    NAMES_ERROR,     // for messages: package names, but not of the current package
    NAMES_RUNTIME,   // as %T and panics
    NAMES_LINKER,    // unique: import paths
} NameStyle;

typedef struct Writer {
    VEC(char) text;
    NameStyle style;
    const Package *current;
    bool param_names;
    bool full_paths;       // the current package too is written with its path
    bool package_info;     // say of which package the first unexported field is
    int depth;
} Writer;

static void put_bytes(Writer *w, const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) vec_push(&checker.arena, &w->text, text[i]);
}

static void put(Writer *w, const char *text) { put_bytes(w, text, strlen(text)); }

static const char *finish(Writer *w) {
    vec_push(&checker.arena, &w->text, '\0');
    return w->text.items;
}

char *check_text(const char *format, ...) {
    va_list args;
    va_start(args, format);
    char buffer[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    char *text = arena_alloc(&checker.arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void text_add(TextBuffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = NULL;
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0) return;
    if (buffer->count > 0) buffer->count--;   // its NUL
    for (int i = 0; i <= length; i++) vec_push(&checker.arena, buffer, text[i]);
    free(text);
}

// ---- Packages -----------------------------------------------------------------------------------

// Whether a package other than [package] but of its name is imported, directly or not, by [from].
static bool name_is_ambiguous(const Package *package) {
    for (uint32_t i = 0; i < checker.packages.count; i++) {
        const Package *other = checker.packages.items[i];
        if (other != package && other->name == package->name && other != checker.env.package)
            return strcmp(other->path, package->path) != 0;
    }
    return false;
}

const char *package_qualifier(const Package *package) {
    if (!package || package == checker.env.package) return "";
    if (name_is_ambiguous(package)) return check_text("\"%s\"", package->path);
    return package->name->text;
}

static void put_package(Writer *w, const Package *package) {
    if (!package) return;
    if (w->style == NAMES_LINKER || w->full_paths) {
        put(w, package->path);
    } else if (w->style == NAMES_RUNTIME) {
        put(w, package->name->text);
    } else {
        if (package == w->current) return;
        put(w, name_is_ambiguous(package) ? check_text("\"%s\"", package->path)
                                          : package->name->text);
    }
    put(w, ".");
}

// ---- Types --------------------------------------------------------------------------------------

static void put_type(Writer *w, Type *type);

static const char *const basic_names[TYPE_BASIC_COUNT] = {
    "invalid type", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16",
    "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "string",
    "unsafe.Pointer", "untyped bool", "untyped int", "untyped rune", "untyped float",
    "untyped complex", "untyped string", "untyped nil",
};

static bool is_error_style(const Writer *w) { return w->style == NAMES_ERROR; }

// Quoted as Go does (strconv.Quote) as far as tags need it.
static void put_quoted(Writer *w, const char *text, uint32_t bytes) {
    put(w, "\"");
    for (uint32_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') put(w, "\\");
        if (c == '\n') put(w, "\\n");
        else if (c == '\t') put(w, "\\t");
        else if (c < 0x20 || c == 0x7F) put(w, check_text("\\x%02x", c));
        else put_bytes(w, text + i, 1);
    }
    put(w, "\"");
}

static void put_type_list(Writer *w, Type **types, uint32_t count) {
    put(w, "[");
    for (uint32_t i = 0; i < count; i++) {
        // Type arguments are part of a name: the run time writes them with full paths.
        NameStyle style = w->style;
        if (style == NAMES_RUNTIME) w->style = NAMES_LINKER;
        if (i > 0) put(w, style == NAMES_ERROR ? ", " : ",");
        put_type(w, types[i]);
        w->style = style;
    }
    put(w, "]");
}

static void put_type_params(Writer *w, Type **params, uint32_t count) {
    put(w, "[");
    Type *previous = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            if (params[i]->bound != previous && previous) {
                put(w, " ");
                put_type(w, previous);
            }
            put(w, ", ");
        }
        previous = params[i]->bound;
        put_type(w, params[i]);
    }
    if (previous) {
        put(w, " ");
        put_type(w, previous);
    }
    put(w, "]");
}

static bool has_text(const Symbol *name) { return name && name->length > 0; }

static void put_tuple(Writer *w, Type *tuple, bool variadic) {
    put(w, "(");
    for (uint32_t i = 0; i < tuple->field_count; i++) {
        Object *var = tuple->fields[i];
        if (i > 0) put(w, ", ");
        if (w->param_names && is_error_style(w) && has_text(var->name)) {
            put(w, var->name->text);
            put(w, " ");
        }
        Type *type = var->type ? var->type : type_basic[TYPE_INVALID];
        if (variadic && i + 1 == tuple->field_count) {
            if (type->kind == TYPE_SLICE) {
                put(w, "...");
                put_type(w, type->elem);
            } else {
                put_type(w, type);
                put(w, "...");
            }
            continue;
        }
        put_type(w, type);
    }
    put(w, ")");
}

static void put_signature(Writer *w, Type *func) {
    if (func->type_param_count > 0) put_type_params(w, func->type_params, func->type_param_count);
    put_tuple(w, func->params, func->is_variadic);
    if (func->results->field_count == 0) return;
    put(w, " ");
    Object *first = func->results->fields[0];
    if (func->results->field_count == 1 && (!has_text(first->name) || !is_error_style(w)))
        put_type(w, first->type);
    else
        put_tuple(w, func->results, false);
}

static void put_field(Writer *w, Type *type, uint32_t i) {
    Object *field = type->fields[i];
    bool annotate = w->package_info && !field->is_exported;
    if (annotate) w->package_info = false;
    if (!field->is_embedded) {
        put(w, field->name->text);
        put(w, " ");
    }
    put_type(w, field->type);
    if (annotate && field->package) put(w, check_text(" /* package %s */ ", field->package->path));
    if (type->tags && type->tags[i] && type->tag_bytes[i] > 0) {
        put(w, " ");
        put_quoted(w, type->tags[i], type->tag_bytes[i]);
    }
}

static void put_struct(Writer *w, Type *type) {
    bool spaced = !is_error_style(w);
    put(w, spaced ? "struct {" : "struct{");
    for (uint32_t i = 0; i < type->field_count; i++) {
        if (i > 0) put(w, "; ");
        else if (spaced) put(w, " ");
        put_field(w, type, i);
    }
    put(w, spaced && type->field_count > 0 ? " }" : "}");
}

static void put_runtime_interface(Writer *w, Type *type) {
    TypeSet *set = type_set(type);
    put(w, "interface {");
    for (uint32_t i = 0; i < set->method_count; i++) {
        put(w, i > 0 ? "; " : " ");
        if (!set->methods[i]->is_exported) put_package(w, set->methods[i]->package);
        put(w, set->methods[i]->name->text);
        object_check(set->methods[i], NULL);
        put_signature(w, set->methods[i]->type);
    }
    put(w, set->method_count > 0 ? " }" : "}");
}

static void put_interface(Writer *w, Type *type) {
    if (!is_error_style(w)) {
        put_runtime_interface(w, type);
        return;
    }
    if (type == type_any->elem) {
        put(w, "any");
        return;
    }
    if (type->is_comparable) {
        put(w, "interface{comparable}");
        return;
    }
    if (type->is_implicit) {
        if (type->method_count == 0 && type->embed_count == 1) {
            put_type(w, type->embeds[0]);
            return;
        }
        put(w, "/* implicit */ ");
    }
    put(w, "interface{");
    for (uint32_t i = 0; i < type->method_count; i++) {
        if (i > 0) put(w, "; ");
        put(w, type->methods[i]->name->text);
        put_signature(w, type->methods[i]->type);
    }
    for (uint32_t i = 0; i < type->embed_count; i++) {
        if (i + type->method_count > 0) put(w, "; ");
        put_type(w, type->embeds[i]);
    }
    put(w, "}");
}

static void put_terms(Writer *w, const Term *terms, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) put(w, " | ");
        if (terms[i].tilde) put(w, "~");
        put_type(w, terms[i].type);
    }
}

static void put_chan(Writer *w, Type *type) {
    static const char *const words[] = {"chan ", "chan<- ", "<-chan "};
    Type *elem = type->elem;
    bool parens = type->chan_dir == CHAN_BOTH && elem->kind == TYPE_CHAN &&
                  elem->chan_dir == CHAN_RECV;
    put(w, words[type->chan_dir]);
    if (parens) put(w, "(");
    put_type(w, elem);
    if (parens) put(w, ")");
}

// Of a generic type in a generic function: both lists, [outer;inner].
static void put_nested_args(Writer *w, Type *type, Type *generic) {
    NameStyle style = w->style;
    w->style = NAMES_LINKER;
    put(w, "[");
    for (uint32_t i = 0; i < generic->implicit_origin->implicit_param_count; i++) {
        if (i > 0) put(w, ",");
        put_type(w, generic->implicit_args[i]);
    }
    for (uint32_t i = 0; i < type->type_arg_count; i++) {
        put(w, i > 0 ? "," : ";");
        put_type(w, type->type_args[i]);
    }
    put(w, "]");
    w->style = style;
}

static void put_type_name(Writer *w, Type *type) {
    Object *object = type->object;
    put_package(w, object->package);
    put(w, object->name->text);
    bool is_local = object->package && object->parent != object->package->scope &&
                    !(object->is_global && object->package->is_session);
    Type *generic = type->origin ? type->origin : type;
    if (generic->implicit_origin && !is_error_style(w)) {
        put_nested_args(w, type, generic);
    } else if (type->type_arg_count > 0) {
        put_type_list(w, type->type_args, type->type_arg_count);
    } else if (type->type_param_count > 0 && is_error_style(w) && type->kind == TYPE_NAMED) {
        put_type_params(w, type->type_params, type->type_param_count);
    }
    // At run time a program sees it on type arguments only, not on the type that it asks about.
    if (is_local && w->style == NAMES_LINKER) put(w, check_text("·%u", object->order));
}

static void put_type_param(Writer *w, Type *type) {
    Object *object = type->object;
    put(w, object->name->text);
    if (w->style == NAMES_LINKER) put(w, check_text("·%u", type->id));
    if (is_error_style(w) && scope_lookup(checker.universe, object->name))
        put(w, check_text(" /* with %s declared at %s */", object->name->text,
                          pos_text(object->pos)));
}

static void put_composite(Writer *w, Type *type) {
    switch (type->kind) {
    case TYPE_ARRAY:
        put(w, check_text("[%lld]", (long long)type->length));
        put_type(w, type->elem);
        break;
    case TYPE_SLICE:
        put(w, "[]");
        put_type(w, type->elem);
        break;
    case TYPE_POINTER:
        put(w, "*");
        put_type(w, type->elem);
        break;
    case TYPE_MAP:
        put(w, "map[");
        put_type(w, type->key);
        put(w, "]");
        put_type(w, type->elem);
        break;
    case TYPE_CHAN: put_chan(w, type); break;
    case TYPE_STRUCT: put_struct(w, type); break;
    case TYPE_TUPLE: put_tuple(w, type, false); break;
    case TYPE_FUNC:
        put(w, "func");
        put_signature(w, type);
        break;
    case TYPE_INTERFACE: put_interface(w, type); break;
    case TYPE_UNION: put_terms(w, type->terms, type->term_count); break;
    case TYPE_TYPE_PARAM: put_type_param(w, type); break;
    default: put_type_name(w, type);
    }
}

static void put_type(Writer *w, Type *type) {
    if (!type) type = type_basic[TYPE_INVALID];
    if (!is_error_style(w)) type = type_unalias(type);
    if (is_error_style(w) && (type == type_byte || type == type_rune)) {
        put(w, type == type_byte ? "byte" : "rune");
        return;
    }
    if (type->kind < TYPE_BASIC_COUNT) {
        put(w, basic_names[type->kind]);
        return;
    }
    if (w->depth > NESTING_LIMIT) {
        put(w, "...");
        return;
    }
    w->depth++;
    put_composite(w, type);
    w->depth--;
}

static const char *print_in_style(Type *type, NameStyle style, const Package *current) {
    Writer w = {.style = style, .current = current, .param_names = true};
    put_type(&w, type);
    return finish(&w);
}

const char *type_print(Type *type, Package *current) {
    return print_in_style(type, NAMES_ERROR, current);
}

const char *type_print_runtime(Type *type) { return print_in_style(type, NAMES_RUNTIME, NULL); }
const char *type_print_linker(Type *type) { return print_in_style(type, NAMES_LINKER, NULL); }
const char *type_text(Type *type) { return type_print(type, checker.env.package); }

const char *types_text(Type **types, uint32_t count) {
    Writer w = {.current = checker.env.package, .param_names = true};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) put(&w, ", ");
        put_type(&w, types[i]);
    }
    return finish(&w);
}

// gc does not qualify these relative to the current package.
const char *terms_text(const Term *terms, uint32_t count) {
    Writer w = {.full_paths = true, .param_names = true};
    if (count == 0) put(&w, "∅");
    put_terms(&w, terms, count);
    return finish(&w);
}

const char *tuple_text(Type *tuple, bool is_variadic) {
    Writer w = {.current = checker.env.package, .param_names = true};
    put_tuple(&w, tuple, is_variadic);
    return finish(&w);
}

const char *method_text(Object *method, bool package_info) {
    Writer w = {.current = package_info ? NULL : checker.env.package,
                .package_info = package_info};
    put(&w, method->name->text);
    put_signature(&w, method->type);
    return finish(&w);
}

// ---- Objects and operands -----------------------------------------------------------------------

static void put_func_object(Writer *w, const Object *object) {
    put(w, "func ");
    Type *type = object->type;
    if (type && type->receiver) {
        put(w, "(");
        if (type->receiver->type->kind == TYPE_INTERFACE) put(w, "interface");
        else put_type(w, type->receiver->type);
        put(w, ").");
    } else {
        put_package(w, object->package);
    }
    put(w, object->name->text);
    if (type && type->kind == TYPE_FUNC) put_signature(w, type);
}

const char *object_text(const Object *object) {
    Writer w = {.current = checker.env.package, .param_names = true};
    switch (object->kind) {
    case OBJ_PACKAGE: return check_text("package %s", object->name->text);
    case OBJ_CONST: put(&w, "const "); break;
    case OBJ_TYPE:
        put(&w, object->type && type_is_type_param(object->type) ? "type parameter " : "type ");
        break;
    case OBJ_VAR: put(&w, object->is_field ? "field " : "var "); break;
    case OBJ_FUNC: put_func_object(&w, object); return finish(&w);
    case OBJ_LABEL: return check_text("label %s", object->name->text);
    case OBJ_BUILTIN: return check_text("builtin %s", object->name->text);
    case OBJ_NIL: return "nil";
    }
    if (object->package && object->is_global) put_package(&w, object->package);
    put(&w, object->name->text);
    if (!object->type) return finish(&w);
    Type *type = object->type;
    if (object->kind == OBJ_TYPE) {
        if (type->kind < TYPE_BASIC_COUNT) return finish(&w);
        if (object->is_alias) put(&w, " =");
        type = type->kind == TYPE_ALIAS ? type->elem
               : type->kind == TYPE_TYPE_PARAM ? type->bound : type_underlying(type);
    }
    put(&w, " ");
    put_type(&w, type);
    return finish(&w);
}

static const char *const mode_words[] = {
    [MODE_INVALID] = "invalid operand", [MODE_NOVALUE] = "no value", [MODE_BUILTIN] = "built-in",
    [MODE_TYPE] = "type", [MODE_CONSTANT] = "constant", [MODE_VARIABLE] = "variable",
    [MODE_MAP_INDEX] = "map index expression", [MODE_VALUE] = "value", [MODE_NIL] = "nil",
    [MODE_COMMA_OK] = "comma, ok expression",
};

static void put_operand_type(Writer *w, Type *type) {
    if (!type_is_valid(type)) {
        put(w, " with invalid type");
        return;
    }
    put(w, type_is_generic(type) ? " of generic type " : " of type ");
    put_type(w, type);
    Type *actual = type_unalias(type);
    if (actual->kind != TYPE_TYPE_PARAM || !actual->bound) return;
    put(w, " constrained by ");
    put_type(w, actual->bound);
    if (type_set_is_empty(type_set(actual))) put(w, " with empty type set");
}

const char *operand_text(const Operand *x) {
    Writer w = {.current = checker.env.package, .param_names = true};
    if (x->mode == MODE_NIL) {
        if (!x->type || x->type->kind == TYPE_INVALID) return "nil (with invalid type)";
        if (x->type->kind == TYPE_UNTYPED_NIL) return "nil";
        return check_text("nil (of type %s)", type_text(x->type));
    }
    const char *expr = "";
    if (x->expr) expr = expr_text(x->expr);
    else if (x->mode == MODE_BUILTIN) expr = builtin_name(x->builtin);
    else if (x->mode == MODE_TYPE) expr = type_text(x->type);
    else if (x->mode == MODE_CONSTANT) expr = const_print(x->constant);
    if (*expr) {
        put(&w, expr);
        put(&w, " (");
    }
    bool has_type = false;
    if (x->mode > MODE_TYPE && x->type) {
        if (type_is_untyped(x->type)) {
            put(&w, basic_names[x->type->kind]);
            put(&w, " ");
        } else {
            has_type = true;
        }
    }
    put(&w, mode_words[x->mode]);
    if (x->mode == MODE_CONSTANT && x->constant) {
        const char *value = const_print(x->constant);
        if (strcmp(value, expr) != 0) {
            put(&w, " ");
            put(&w, value);
        }
    }
    if (has_type) put_operand_type(&w, x->type);
    if (*expr) put(&w, ")");
    return finish(&w);
}
