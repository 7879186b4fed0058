// repl/plan.c - checks the pieces of an input one after the other; see plan.h.
#include "repl/plan.h"

#include <string.h>

#include "compile/compile.h"
#include "repl/screen.h"
#include "types/check.h"

void session_save(SessionState *state) {
    session_mark(session.package, &state->mark);
    state->records = session.records;
    state->imports = session.imports;
}

void session_restore(const SessionState *state) {
    session_undo(session.package, &state->mark);
    session.records = state->records;
    session.imports = state->imports;
}

// ---- Files --------------------------------------------------------------------------------------

static bool is_declared(const Symbol *name) {
    return session_lookup(session.package, name) || scope_lookup(types_universe(), (Symbol *)name);
}

void plan_imports(FILE *out, const WordList *words) {
    for (uint32_t i = 0; i < session.imports.count; i++)
        if (strcmp(session.imports.items[i].name->text, ".") == 0)
            fprintf(out, "import . \"%s\"; ", session.imports.items[i].path);
    for (uint32_t i = 0; i < words->count; i++) {
        const Word *word = &words->items[i];
        bool seen = !word->selects || word->is_selected;
        for (uint32_t j = 0; j < i && !seen; j++)
            seen = words->items[j].symbol == word->symbol && words->items[j].selects &&
                   !words->items[j].is_selected;
        if (seen) continue;
        const Import *import = import_find(&session.imports, word->symbol);
        if (!import && !is_declared(word->symbol)) {
            const char *path = import_guess(word->symbol), *error;
            if (!path || !package_load(path, NULL, &error)) continue;
            import_add(&session.imports, (Import){word->symbol, path, true});
            import = import_find(&session.imports, word->symbol);
        }
        if (import) fprintf(out, "import %s \"%s\"; ", import->name->text, import->path);
    }
}

static File *parse_around(const Input *input, const char *before, size_t start, size_t end,
                          const char *after) {
    WordList words = {0};
    split_words(types_arena(), input->text + start, end - start, &words);
    SourceText text;
    source_begin(&text);
    plan_imports(text.out, &words);
    fputs(before, text.out);
    source_add_part(&text, input, start, end);
    fputs(after, text.out);
    File *file = source_parse(&text, &session.diags);
    return session.diags.list.count ? NULL : file;
}

// ---- Declarations -------------------------------------------------------------------------------

static Step *step_new(Plan *plan, StepKind kind, const SessionState *before) {
    Step *step = ARENA_NEW(types_arena(), Step);
    step->kind = kind;
    step->before = *before;
    vec_push(types_arena(), &plan->steps, step);
    return step;
}

static const char *step_name(const Plan *plan) {
    return arena_printf(types_arena(), "main.input%u", plan->input->number);
}

// The code of what was declared since [before]: initialisers, init functions.
static void add_codes(Plan *plan, Step *step) {
    Package *package = session.package;
    const SessionMark *mark = &step->before.mark;
    for (uint32_t i = mark->init_order; i < package->init_order.count; i++) {
        FuncCode *code = compile_session_step(package, &package->init_order.items[i],
                                              step_name(plan));
        vec_push(types_arena(), &step->codes, code);
    }
    for (uint32_t i = mark->init_functions; i < package->init_functions.count; i++) {
        FuncCode *code = compile_session_func(package->init_functions.items[i], "main.init");
        vec_push(types_arena(), &step->codes, code);
    }
}

typedef VEC(Symbol *) SymbolList;

// A variable declared again with its old type keeps its memory, so that everything that knew it
// goes on knowing it.
static bool keeps_memory(Step *step, Object *object, Object *older) {
    if (older->kind != OBJ_VAR || !type_identical(older->type, object->type)) return false;
    compile_share_global(object, older);
    if (!object->info->init) vec_push(types_arena(), &step->zeroed, object);
    return true;
}

static Symbol *method_symbol(const Object *method) {
    Type *base = type_unalias(type_deref(method->type->receiver->type, NULL));
    if (base->kind != TYPE_NAMED) return NULL;
    return symbol_of(arena_printf(types_arena(), "%s.%s", base->object->name->text,
                                  method->name->text));
}

static void note_changes(Step *step, SymbolList *changed) {
    Package *package = session.package;
    const SessionMark *mark = &step->before.mark;
    for (uint32_t i = mark->objects; i < package->objects.count; i++) {
        Object *object = package->objects.items[i];
        if (object->kind == OBJ_FUNC && object->type->receiver) {
            Symbol *symbol = method_symbol(object);
            if (symbol) vec_push(types_arena(), changed, symbol);
            continue;
        }
        Object *older = session_lookup_before(mark, object->name);
        if (!older || (object->kind == OBJ_VAR && keeps_memory(step, object, older))) continue;
        vec_push(types_arena(), changed, object->name);
    }
}

static bool plan_declarations(Plan *plan, const Piece *pieces, uint32_t count, bool sequential) {
    SessionState before;
    session_save(&before);
    WordList words = {0};
    SourceText text;
    for (uint32_t i = 0; i < count; i++)
        split_words(types_arena(), plan->input->text + pieces[i].start,
                    pieces[i].end - pieces[i].start, &words);
    source_begin(&text);
    plan_imports(text.out, &words);
    for (uint32_t i = 0; i < count; i++) {
        source_add_part(&text, plan->input, pieces[i].start, pieces[i].end);
        fputs("\n", text.out);
    }
    File *file = source_parse(&text, &session.diags);
    if (session.diags.list.count || !session_declare(session.package, file, sequential))
        return false;
    Step *step = step_new(plan, STEP_RUN, &before);
    SymbolList changed = {0};
    note_changes(step, &changed);
    records_add(&session.records, plan->input, pieces, count);
    add_codes(plan, step);
    if (changed.count) plan_redeclare(plan, changed.items, changed.count);
    return true;
}

static bool plan_import(const Plan *plan, const Piece *piece) {
    SourceText text;
    source_begin(&text);
    source_add_part(&text, plan->input, piece->start, piece->end);
    File *file = source_parse(&text, &session.diags);
    if (session.diags.list.count || !session_declare(session.package, file, false)) return false;
    for (uint32_t i = 0; i < file->scope->count; i++) {
        const Object *import = file->scope->items[i];
        if (import->kind == OBJ_PACKAGE)
            import_add(&session.imports, (Import){import->name, import->imported->path, false});
    }
    for (uint32_t i = 0; i < file->decls.count; i++) {
        const Decl *decl = file->decls.items[i];
        if (!decl->import_name || strcmp(decl->import_name->text, ".") != 0) continue;
        const char *path = decl->import_path->literal_text + 1;
        path = arena_strndup(types_arena(), path, decl->import_path->literal_bytes - 2);
        import_add(&session.imports, (Import){decl->import_name, path, false});
    }
    return true;
}

// ---- Variables: x, y := f() ---------------------------------------------------------------------

// Whether the statement declares variables of the session: every left side a name, not all blank.
static bool declares_variables(const Stmt *stmt) {
    if (stmt->kind != STMT_ASSIGN || stmt->op != TOK_DEFINE) return false;
    bool has_name = false;
    for (uint32_t i = 0; i < stmt->lhs.count; i++) {
        const Expr *e = stmt->lhs.items[i];
        if (e->kind != EXPR_IDENT) return false;
        if (strcmp(e->name->text, "_") != 0) has_name = true;
        for (uint32_t j = 0; j < i; j++)
            if (stmt->lhs.items[j]->name == e->name && strcmp(e->name->text, "_") != 0)
                return false;   // x repeated on left side of :=
    }
    return has_name;
}

static bool plan_variables(Plan *plan, const Piece *piece, size_t define) {
    SessionState before;
    session_save(&before);
    WordList words = {0};
    split_words(types_arena(), plan->input->text + piece->start, piece->end - piece->start, &words);
    SourceText text;
    source_begin(&text);
    plan_imports(text.out, &words);
    fputs("var ", text.out);
    source_add_part(&text, plan->input, piece->start, define);
    fputs(" =", text.out);
    source_add_part(&text, plan->input, define + 2, piece->end);
    fputs("\n", text.out);
    File *file = source_parse(&text, &session.diags);
    if (session.diags.list.count || !session_declare(session.package, file, true)) return false;
    Step *step = step_new(plan, STEP_RUN, &before);
    SymbolList changed = {0};
    note_changes(step, &changed);
    add_codes(plan, step);
    if (changed.count) plan_redeclare(plan, changed.items, changed.count);
    return true;
}

// ---- Expressions --------------------------------------------------------------------------------

static Decl *last_decl(const File *file) { return file->decls.items[file->decls.count - 1]; }

static bool plan_run_statement(Plan *plan, File *file) {
    SessionState before;
    session_save(&before);
    Decl *decl = last_decl(file);
    decl->name = symbol_of(arena_printf(types_arena(), "input·%u.%u", plan->input->number,
                                        plan->steps.count));
    if (!session_declare(session.package, file, true)) return false;
    Step *step = step_new(plan, STEP_RUN, &before);
    FuncCode *code = compile_session_func(decl->object, step_name(plan));
    vec_push(types_arena(), &step->codes, code);
    return true;
}


static bool plan_values(Plan *plan, const Piece *piece, uint32_t count) {
    SessionState before;
    session_save(&before);
    const char *names = "var _";
    for (uint32_t i = 1; i < count; i++) names = arena_printf(types_arena(), "%s, _", names);
    names = arena_printf(types_arena(), "%s = ", names);
    File *file = parse_around(plan->input, names, piece->start, piece->end, "\n");
    if (!file) return false;
    Decl *decl = last_decl(file);
    for (uint32_t i = 0; i < count; i++)
        decl->names.items[i]->name = symbol_of(
            arena_printf(types_arena(), "·%u.%u.%u", plan->input->number, plan->steps.count, i));
    if (!session_declare(session.package, file, true)) return false;
    Step *step = step_new(plan, STEP_VALUES, &before);
    for (uint32_t i = 0; i < count; i++) {
        Object *object = decl->names.items[i]->object;
        vec_push(types_arena(), &step->results, object);
        Object *owner = pool_take(plan->pool, object);
        if (i == 0) plan->pool->next_kept = owner;
    }
    add_codes(plan, step);
    return true;
}

// fmt.Println at the prompt is for what it prints: nobody wants its results.
static bool is_print_call(const Expr *e) {
    e = expr_unparen((Expr *)e);
    if (e->kind != EXPR_CALL || !e->x->object || !e->x->object->package) return false;
    const char *name = e->x->object->name->text;
    return strcmp(e->x->object->package->path, "fmt") == 0 &&
           (strncmp(name, "Print", 5) == 0 || strncmp(name, "Fprint", 6) == 0);
}

static bool plan_text(Plan *plan, const char *text) {
    SessionState before;
    session_save(&before);
    step_new(plan, STEP_TEXT, &before)->text = text;
    return true;
}

// An untyped constant is shown exactly, and also kept if it fits its default type.
static bool plan_constant(Plan *plan, const Piece *piece, const Expr *e) {
    bool is_whole = e->type == type_basic[TYPE_UNTYPED_INT];
    const char *text = arena_printf(
        types_arena(), "%s %s(%s constant)%s",
        is_whole ? const_print_exact(e->constant) : const_print(e->constant), paint(PAINT_DIM),
        type_print(e->type, NULL), paint(PAINT_PLAIN));
    Diags kept = session.diags;
    if (!plan_values(plan, piece, 1)) session.diags = kept;
    else vec_last(&plan->steps)->kind = STEP_RUN;
    return plan_text(plan, text);
}

static bool plan_type(Plan *plan, Type *type) {
    if (!type_has_fixed_size(type) || type_is_generic(type))
        return plan_text(plan, arena_printf(types_arena(), "%s %s(type)%s", type_print(type, NULL),
                                            paint(PAINT_DIM), paint(PAINT_PLAIN)));
    Type *under = type_underlying(type);
    const char *more = under == type ? "" : arena_printf(types_arena(), " %s",
                                                         type_print(under, session.package));
    return plan_text(plan, arena_printf(types_arena(), "type %s%s %s(%lld bytes; see :layout)%s",
                                        type_print(type, session.package), more, paint(PAINT_DIM),
                                        (long long)type_size(type), paint(PAINT_PLAIN)));
}

static bool plan_expr(Plan *plan, const Piece *piece, File *file, Expr *e) {
    if (!session_probe(session.package, file, e)) return false;
    switch ((OperandMode)e->mode) {
    case MODE_TYPE: return plan_type(plan, e->type);
    case MODE_NIL: return plan_text(plan, "nil");
    case MODE_NOVALUE: case MODE_BUILTIN: case MODE_INVALID: break;
    case MODE_CONSTANT:
        if (type_is_untyped(e->type)) return plan_constant(plan, piece, e);
        return plan_values(plan, piece, 1);
    default:
        if (is_print_call(e)) break;
        return plan_values(plan, piece, e->type->kind == TYPE_TUPLE ? e->type->field_count : 1);
    }
    // The tree has been checked once: statements need a fresh one.
    file = parse_around(plan->input, "func _() {", piece->start, piece->end, "\n}");
    return file && plan_run_statement(plan, file);
}

// The statement of [piece] if that is an expression, NULL otherwise.
static File *parse_expression(const Plan *plan, const Piece *piece) {
    File *file = parse_around(plan->input, "func _() {", piece->start, piece->end, "\n}");
    const StmtList *list = file ? &last_decl(file)->body->list : NULL;
    return list && list->count == 1 && list->items[0]->kind == STMT_EXPR ? file : NULL;
}

// `x, y`: several values, which is no statement of Go.
static bool plan_list(Plan *plan, const Piece *piece) {
    PieceList parts = {0};
    if (!split_commas(types_arena(), plan->input->text + piece->start, piece->end - piece->start,
                      &parts))
        return false;
    Diags kept = session.diags;
    diags_init(&session.diags, types_arena(), 10);
    types_set_diags(&session.diags);
    bool good = true;
    for (uint32_t i = 0; i < parts.count && good; i++) {
        Piece *part = &parts.items[i];
        part->start += piece->start;
        part->end += piece->start;
        good = parse_expression(plan, part) != NULL;
    }
    if (!good) {
        session.diags = kept;
        types_set_diags(&session.diags);
        return false;
    }
    for (uint32_t i = 0; i < parts.count && good; i++) {
        File *file = parse_expression(plan, &parts.items[i]);
        good = file && plan_expr(plan, &parts.items[i], file,
                                 last_decl(file)->body->list.items[0]->x);
    }
    return good;
}

static bool plan_statement(Plan *plan, const Piece *piece) {
    File *file = parse_around(plan->input, "func _() {", piece->start, piece->end, "\n}");
    if (!file) return plan_list(plan, piece);
    Decl *decl = last_decl(file);
    const StmtList *list = &decl->body->list;
    bool is_one = list->count == 1 && decl->kind == DECL_FUNC;
    for (uint32_t i = 0; i + 1 < file->decls.count; i++)
        is_one &= file->decls.items[i]->kind == DECL_IMPORT;
    if (!is_one) {
        diag_report(&session.diags, decl->pos, "syntax error: unexpected }");
        return false;
    }
    Stmt *stmt = list->items[0];
    if (stmt->kind == STMT_EXPR) return plan_expr(plan, piece, file, stmt->x);
    if (declares_variables(stmt)) {
        const SourceFile *source = source_file(stmt->op_pos);
        const char *text = source->text + (stmt->op_pos - source->base);
        const char *start = source->text + (stmt->pos - source->base);
        return plan_variables(plan, piece, piece->start + (size_t)(text - start));
    }
    return plan_run_statement(plan, file);
}

// ---- The whole ----------------------------------------------------------------------------------

// How many pieces from [at] on are declarations; *[mixed]: functions or types among variables.
static uint32_t count_declarations(const PieceList *pieces, uint32_t at, bool *mixed) {
    uint32_t count = 0, variables = 0;
    for (; at + count < pieces->count; count++) {
        PieceKind kind = pieces->items[at + count].kind;
        if (kind != PIECE_DECLARATION && kind != PIECE_VAR) break;
        variables += kind == PIECE_VAR;
    }
    *mixed = variables < count;
    return count;
}

static bool plan_pieces(Plan *plan, const PieceList *pieces) {
    for (uint32_t i = 0; i < pieces->count;) {
        const Piece *piece = &pieces->items[i];
        bool good = true, mixed;
        uint32_t taken = 1;
        switch (piece->kind) {
        case PIECE_PACKAGE: break;
        case PIECE_IMPORT: good = plan_import(plan, piece); break;
        case PIECE_STATEMENT: good = plan_statement(plan, piece); break;
        case PIECE_VAR: case PIECE_DECLARATION:
            taken = count_declarations(pieces, i, &mixed);
            if (!mixed) taken = 1;
            good = plan_declarations(plan, piece, taken, !mixed);
            break;
        }
        if (!good) return false;
        i += taken;
    }
    return true;
}

bool plan_input(Plan *plan, const Input *input) {
    plan->input = input;
    diags_init(&session.diags, types_arena(), 10);
    types_set_diags(&session.diags);
    PieceList pieces = {0};
    split_input(types_arena(), input->text, input->bytes, &pieces);
    SessionState before;
    session_save(&before);
    pool_begin(plan->pool);
    if (plan_pieces(plan, &pieces)) return true;
    session_restore(&before);
    return false;
}

bool plan_is_complete(const Input *input) {
    if (!split_is_incomplete(input->text, input->bytes)) return true;
    diags_init(&session.diags, types_arena(), 10);
    diag_report(&session.diags, NO_POS, "not complete: %.*s",
                (int)(input->bytes > 60 ? 60 : input->bytes), input->text);
    return false;
}

Type *plan_type_of(const Input *input) {
    if (!plan_is_complete(input)) return NULL;
    SessionState before;
    session_save(&before);
    File *file = parse_around(input, "func _() {", 0, input->bytes, "\n}");
    Type *type = NULL;
    Decl *decl = file ? last_decl(file) : NULL;
    if (decl && decl->body && decl->body->list.count == 1 &&
        decl->body->list.items[0]->kind == STMT_EXPR) {
        Expr *e = decl->body->list.items[0]->x;
        if (session_probe(session.package, file, e) && e->mode > MODE_BUILTIN && e->type &&
            type_is_valid(e->type))
            type = type_is_untyped(e->type) ? type_default(e->type) : e->type;
    }
    if (!type && !session.diags.list.count)
        diag_report(&session.diags, NO_POS, "neither a type nor an expression with a value");
    session_restore(&before);
    return type;
}

bool plan_expression(Plan *plan, const Input *input) {
    if (!plan_is_complete(input) || !plan_input(plan, input)) return false;
    // An untyped constant has two steps: its value, and the text of it.
    uint32_t count = plan->steps.count;
    bool is_one = count == 1 || (count == 2 && plan->steps.items[1]->kind == STEP_TEXT);
    if (is_one && plan->steps.items[0]->results.count == 1) return true;
    if (count > 0) session_restore(&plan->steps.items[0]->before);
    diag_report(&session.diags, NO_POS, "not an expression with one value: %.*s",
                (int)(input->bytes > 60 ? 60 : input->bytes), input->text);
    return false;
}
