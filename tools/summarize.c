// tools/summarize.c - writes the table of escape/library.h: what is known of every function of the
// packages that mound carries.
//
//     summarize > summaries.c
//
// Four processes, each with a front end that has seen no body yet: the first finds out what
// inlining costs. The second, which knows that, finds the tags, as mound will when it runs a
// program; the third, which functions of a group need not be analysed with it. The last is told
// nothing, and must find the same costs and tags.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.h"
#include "base/symbol.h"
#include "escape/library.h"
#include "stdlib/bundle.h"

typedef struct Summary {
    Func *func;
    uint32_t package;          // number in bundle_packages
    uint32_t at;
    uint32_t first_tag;        // in [all_tags]
    uint32_t tag_count;
} Summary;

// What the processes found out; shared.
typedef struct Finding {
    int32_t inline_cost;
    uint32_t group;
    uint64_t decisions;        // a hash of them, made together with the group
    bool depends_on_group;     // they are others when the function is analysed by itself
} Finding;

static Arena arena;
static Diags diags;
static VEC(Summary) summaries;
static Finding *findings;
static ParamTag *all_tags;
static uint32_t tag_total;

// ---- The packages -------------------------------------------------------------------------------
typedef struct Loaded {
    PackageSource source;
} Loaded;
static VEC(Loaded) loaded;

static bool import(void *arg, const char *path, const Package *from, PackageSource *source,
                   const char **error) {
    (void)arg;
    for (uint32_t i = 0; i < loaded.count; i++) {
        if (strcmp(loaded.items[i].source.path, path) != 0) continue;
        *source = loaded.items[i].source;
        return true;
    }
    size_t count;
    const EmbeddedFile *files = stdlib_package_files(path, &count);
    FATAL_IF(!files, "summarize: %s imports %s, which mound does not carry",
             from ? from->path : "?", path);
    Loaded one = {{.path = files->import_path, .is_goroot = true}};
    one.source.outline = stdlib_package_outline(path);
    one.source.sources = ARENA_ARRAY(&arena, SourceFile *, count);
    for (size_t i = 0; i < count; i++)
        one.source.sources[one.source.source_count++] = source_add_static(
            files[i].name, files[i].text, (size_t)(files[i].text_end - files[i].text));
    vec_push(&arena, &loaded, one);
    *source = one.source;
    *error = NULL;
    return true;
}

static void add_function(uint32_t package, Object *object) {
    object_resolve(object);
    Type *type = object->type;
    if (!type || type->kind != TYPE_FUNC) return;
    if (type->type_param_count || type->receiver_param_count) return;
    Func *func = func_for(object, NULL, 0);
    if (func->object != object || func->is_init || !func_is_summarizable(func)) return;
    Summary summary = {.func = func, .package = package, .at = func_place(func),
                       .first_tag = tag_total, .tag_count = func->type->params->field_count};
    tag_total += summary.tag_count;
    vec_push(&arena, &summaries, summary);
}

static int compare_summaries(const void *a, const void *b) {
    const Summary *left = a, *right = b;
    if (left->package != right->package) return left->package < right->package ? -1 : 1;
    return left->at < right->at ? -1 : left->at > right->at;
}

static void load_packages(void) {
    for (size_t i = 0; i < bundle_package_count; i++) {
        const char *error = NULL;
        Package *package = package_load(bundle_packages[i].import_path, NULL, &error);
        FATAL_IF(!package, "summarize: %s: %s", bundle_packages[i].import_path, error);
        package_collect_all(package);
        for (uint32_t j = 0; j < package->objects.count; j++)
            if (package->objects.items[j]->kind == OBJ_FUNC)
                add_function((uint32_t)i, package->objects.items[j]);
    }
    qsort(summaries.items, summaries.count, sizeof *summaries.items, compare_summaries);
}

// ---- The processes ------------------------------------------------------------------------------
static void *shared_memory(size_t bytes) {
    void *memory = mmap(NULL, bytes + 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    FATAL_IF(memory == MAP_FAILED, "summarize: out of memory");
    return memory;
}

static int compare_func(const void *key, const void *item) {
    Pos pos = *(const Pos *)key, other = ((const Summary *const *)item)[0]->func->object->pos;
    return pos < other ? -1 : pos > other;
}

static int compare_pos(const void *a, const void *b) {
    Pos pos = (*(const Summary *const *)a)->func->object->pos;
    return compare_func(&pos, b);
}

static const Summary **by_pos;

static bool find_cost(const Func *func, FuncSummary *summary) {
    const Summary **found = bsearch(&func->object->pos, by_pos, summaries.count, sizeof *by_pos,
                                    compare_func);
    if (!found) return false;
    *summary = (FuncSummary){.inline_cost = findings[*found - summaries.items].inline_cost};
    return true;
}

static void find_costs(void) {
    for (uint32_t i = 0; i < summaries.count; i++) {
        Func *func = summaries.items[i].func;
        func_find_costs(func);
        findings[i].inline_cost = func->inline_cost;
        FATAL_IF(func->inline_cost > INT8_MAX, "summarize: %s costs %d", func->full_name,
                 func->inline_cost);
        FATAL_IF(func->object->is_broken, "summarize: %s does not compile", func->full_name);
    }
}

// ---- Decisions ----------------------------------------------------------------------------------
static void mix(uint64_t *hash, uint64_t value) { *hash = (*hash ^ value) * 0x9e3779b97f4a7c15u; }

static void mix_names(uint64_t *hash, const NameList *names) {
    for (uint32_t i = 0; i < names->count; i++) {
        const Name *name = names->items[i];
        mix(hash, (uint64_t)name->esc << 3 | name->by_value << 1 | name->addr_taken);
    }
}

static void mix_node(Node *node, void *hash) {
    mix(hash, (uint64_t)node->op << 8 | node->esc << 2 | node->transient << 1 | node->no_alloc);
}

static void mix_func(uint64_t *hash, Func *func) {
    mix_names(hash, &func->params);
    mix_names(hash, &func->results);
    mix_names(hash, &func->locals);
    mix_names(hash, &func->closure_vars);
    node_list_visit(&func->body, mix_node, hash);
    for (uint32_t i = 0; i < func->closures.count; i++) mix_func(hash, func->closures.items[i]);
}

static uint64_t decisions_of(Func *func) {
    uint64_t hash = 1;
    mix_func(&hash, func);
    return hash;
}

static void find_tags(void) {
    ir_set_summaries(find_cost);
    for (uint32_t i = 0; i < summaries.count; i++) {
        const Summary *summary = &summaries.items[i];
        escape_func(summary->func);
        findings[i].group = summary->func->escape_group;
        findings[i].decisions = decisions_of(summary->func);
        memcpy(&all_tags[summary->first_tag], summary->func->param_tags,
               summary->tag_count * sizeof *all_tags);
    }
}

static bool find_tags_too(const Func *func, FuncSummary *summary) {
    const Summary **found = bsearch(&func->object->pos, by_pos, summaries.count, sizeof *by_pos,
                                    compare_func);
    if (!found || !find_cost(func, summary)) return false;
    if (findings[*found - summaries.items].group != ESCAPE_GROUP_MIXED)
        summary->tags = &all_tags[(*found)->first_tag];
    return true;
}

// Most functions of a group come to the same by themselves, with the tags of the others. Then there
// is no need to analyse the group when one of them is called.
static void find_independent(void) {
    ir_set_summaries(find_tags_too);
    for (uint32_t i = 0; i < summaries.count; i++) {
        const Summary *summary = &summaries.items[i];
        Func *func = summary->func;
        if (!findings[i].group || findings[i].group == ESCAPE_GROUP_MIXED) continue;
        (void)func_summary(func);
        func->summary.tags = NULL;
        escape_func(func);
        bool same_tags = memcmp(&all_tags[summary->first_tag], func->param_tags,
                                summary->tag_count * sizeof *all_tags) == 0;
        findings[i].depends_on_group = !same_tags || decisions_of(func) != findings[i].decisions;
        func->summary.tags = func->param_tags = &all_tags[summary->first_tag];
    }
}

// Groups of which all members are independent are none.
static void dissolve_groups(void) {
    for (uint32_t i = 0; i < summaries.count; i++)
        for (uint32_t j = 0; findings[i].depends_on_group && j < summaries.count; j++)
            if (findings[j].group == findings[i].group) findings[j].depends_on_group = true;
    for (uint32_t i = 0; i < summaries.count; i++)
        if (findings[i].group != ESCAPE_GROUP_MIXED && !findings[i].depends_on_group)
            findings[i].group = 0;
}

static void check(void) {
    bool differs = false;
    for (uint32_t i = 0; i < summaries.count; i++) {
        const Summary *summary = &summaries.items[i];
        Func *func = summary->func;
        escape_func(func);
        bool same_cost = func->inline_cost == findings[i].inline_cost;
        bool same_tags = memcmp(&all_tags[summary->first_tag], func->param_tags,
                                summary->tag_count * sizeof *all_tags) == 0;
        if (!same_cost || !same_tags)
            fprintf(stderr, "summarize: %s: %s without summaries\n", func->full_name,
                    same_cost ? "other tags" : "another cost");
        differs = differs || !same_cost || !same_tags;
    }
    if (differs) exit(1);
}

static void in_process(void (*work)(void)) {
    fflush(stdout);
    pid_t child = fork();
    FATAL_IF(child < 0, "summarize: cannot fork");
    if (child == 0) {
        work();
        exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) exit(1);
}

// ---- The table ----------------------------------------------------------------------------------
static ParamTag *pool;
static uint32_t pool_count;

// Where [count] tags stand in the pool; adds them if they do not.
static uint32_t pool_find(const ParamTag *tags, uint32_t count) {
    for (uint32_t at = 0; at + count <= pool_count; at++)
        if (memcmp(&pool[at], tags, count * sizeof *tags) == 0) return at;
    memcpy(&pool[pool_count], tags, count * sizeof *tags);
    pool_count += count;
    return pool_count - count;
}

// The number of a group within its package.
static uint32_t group_number(uint32_t index) {
    uint32_t numbers = 0, package = summaries.items[index].package;
    for (uint32_t i = 0; i < summaries.count; i++) {
        bool is_same = findings[i].group == findings[index].group;
        FATAL_IF(is_same && summaries.items[i].package != package,
                 "summarize: functions of two packages call each other");
        if (summaries.items[i].package != package || !findings[i].group) continue;
        bool is_first = findings[i].group != ESCAPE_GROUP_MIXED;
        for (uint32_t j = i; is_first && j > 0 && summaries.items[j - 1].package == package; j--)
            is_first = findings[j - 1].group != findings[i].group;
        numbers += is_first;
        if (is_same) break;
    }
    FATAL_IF(numbers > UINT8_MAX, "summarize: too many groups in a package");
    return numbers;
}

static void print_rows(void) {
    puts("const SummaryRow summary_rows[] = {");
    for (uint32_t i = 0; i < summaries.count; i++) {
        const Summary *summary = &summaries.items[i];
        uint32_t group = findings[i].group, tags = SUMMARY_NO_TAGS;
        if (group != ESCAPE_GROUP_MIXED)
            tags = pool_find(&all_tags[summary->first_tag], summary->tag_count);
        FATAL_IF(tags >= SUMMARY_NO_TAGS && group != ESCAPE_GROUP_MIXED,
                 "summarize: too many tags");
        group = group && group != ESCAPE_GROUP_MIXED ? group_number(i) : 0;
        printf("    {%u, %u, %d, %u},   // %s\n", summary->at, tags, findings[i].inline_cost, group,
               summary->func->full_name);
    }
    puts("};");
}

static void print_packages(void) {
    puts("\nconst SummaryPackage summary_packages[] = {");
    uint32_t at = 0;
    for (uint32_t i = 0; i < bundle_package_count; i++) {
        printf("    {\"%s\", %u},\n", bundle_packages[i].import_path, at);
        while (at < summaries.count && summaries.items[at].package == i) at++;
    }
    printf("    {NULL, %u},\n};\nconst size_t summary_package_count = %zu;\n", at,
           bundle_package_count);
}

static void print_tags(void) {
    puts("\nconst ParamTag summary_tags[] = {");
    for (uint32_t i = 0; i < pool_count; i++) {
        const ParamTag *tag = &pool[i];
        printf("    {%u, %u, %u, {", tag->heap, tag->mutator, tag->callee);
        for (int j = 0; j < ESCAPE_RESULTS_MAX; j++) printf(j ? ", %u" : "%u", tag->results[j]);
        puts("}},");
    }
    puts("    {0, 0, 0, {0}},\n};");
}

int main(void) {
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags, .importer = import});
    ir_init(&arena);
    load_packages();
    findings = shared_memory(summaries.count * sizeof *findings);
    all_tags = shared_memory(tag_total * sizeof *all_tags);
    pool = ARENA_ARRAY(&arena, ParamTag, tag_total + 1);
    by_pos = ARENA_ARRAY(&arena, const Summary *, summaries.count);
    for (uint32_t i = 0; i < summaries.count; i++) by_pos[i] = &summaries.items[i];
    qsort(by_pos, summaries.count, sizeof *by_pos, compare_pos);
    in_process(find_costs);
    in_process(find_tags);
    in_process(find_independent);
    in_process(check);
    dissolve_groups();
    puts("// Generated by tools/summarize.c.\n#include \"escape/library.h\"\n");
    print_rows();
    print_packages();
    print_tags();
    printf("\nconst uint64_t summary_hash = 0x%016llx;\n", (unsigned long long)bundle_hash);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
