// SPDX-License-Identifier: MIT
//
// The "data" of a spec: rows in place, CSV and JSON files beside the spec, and single values.
//
//     "data": {
//       "cities": [{"name": "郑州", "gdp": 1.36}],
//       "years":  {"csv": "data/years.csv"},
//       "report": {"json": "data/report.json", "at": "/2021"},
//       "recent": {"from": "years", "steps": [{"filter": "year >= 2015"}]},
//       "issue":  "第12期"
//     }
//
// A JSON file that holds an object is opened up: its arrays are tables "report.rows", its single
// values are placeholders {{report.title}}. Tables made of others are made when all those that are
// read have been, whatever their order. A visual's table, or "each", may also be written so where
// it stands; its steps may then speak of the row at hand: {"filter": "region == '{{region}}'"}.
#include <string.h>

#include "data/derive.h"
#include "layout/block.h"
#include "spec/locate.h"

#define MAX_NESTED 4

static void complain(struct poster *poster, const char *code, const char *pointer, const char *hint,
                     const char *text)
{
    report_add(poster->report, SEVERITY_ERROR, code,
               locate_value(&poster->document.source, pointer), hint, "%s", text);
}

const char *sources_path(struct poster *poster, const char *name, const char *pointer)
{
    struct arena *arena = poster->arena;
    const char *path = g_path_is_absolute(name)
                           ? name
                           : arena_printf(arena, "%s/%s", poster->document.folder, name);
    if (strstr(name, "://") != NULL) {
        complain(poster, "file.network", pointer, "save it beside the spec",
                 arena_printf(arena, "'%s' is an address; files are never fetched", name));
        return NULL;
    }
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        complain(poster, "file.missing", pointer, "paths are relative to the spec's folder",
                 arena_printf(arena, "there is no file '%s'", name));
        return NULL;
    }
    bool ok = file_is_below(path, poster->document.folder);
    for (const char *const *root = poster->allowed; !ok && root != NULL && *root != NULL; root++)
        ok = file_is_below(path, *root);
    if (ok) {
        g_ptr_array_add(poster->inputs, arena_strdup(poster->arena, path));
        return path;
    }
    complain(poster, "file.outside", pointer,
             "move it beside the spec, or allow it: --allow-path DIR",
             arena_printf(arena, "'%s' is outside the spec's folder", name));
    return NULL;
}

const char *sources_picture(struct poster *poster, const char *name, const char *pointer)
{
    const char *beside = poster->theme == NULL || strstr(name, "://") != NULL
                             ? NULL
                             : theme_find_file(poster->theme, poster->arena, name);
    const char *own = arena_printf(poster->arena, "%s/%s", poster->document.folder, name);
    if (beside != NULL && !g_file_test(own, G_FILE_TEST_EXISTS))
        return beside;
    return sources_path(poster, name, pointer);
}

static bool add_table(struct poster *poster, const char *name, const hai_table *table)
{
    if (table == NULL)
        return false;
    g_hash_table_insert(poster->tables, arena_strdup(poster->arena, name),
                        (void *)(uintptr_t)table);
    return true;
}

// An array becomes a table, a single value a placeholder, an object both, member by member.
static bool add_json(struct poster *poster, const char *name, json_t *value,
                     const struct source *source, const char *pointer, int depth)
{
    if (json_is_array(value))
        return add_table(poster, name,
                         table_from_json(poster->arena, poster->report, value, source, pointer));
    if (!json_is_object(value))
        return json_object_set(poster->values, name, value) == 0;
    bool ok = true;
    const char *key;
    json_t *member;
    json_object_foreach(value, key, member)
    {
        if (depth < MAX_NESTED)
            ok = add_json(poster, arena_printf(poster->arena, "%s.%s", name, key), member, source,
                          pointer_member(poster->arena, pointer, key), depth + 1) &&
                 ok;
    }
    return ok;
}

static json_t *resolve_pointer(json_t *root, const char *pointer)
{
    if (pointer == NULL || *pointer == '\0')
        return root;
    char **steps = g_strsplit(pointer + 1, "/", DOCUMENT_MAX_DEPTH);
    for (char **step = steps; root != NULL && *step != NULL; step++)
        root = json_is_array(root) ? json_array_get(root, (size_t)g_ascii_strtoull(*step, NULL, 10))
                                   : json_object_get(root, *step);
    g_strfreev(steps);
    return root;
}

static bool read_json_file(struct poster *poster, const char *name, json_t *value,
                           const char *pointer, const char *path)
{
    struct document *document = arena_alloc(poster->arena, sizeof *document);
    if (!document_read(document, poster->arena, poster->report, path))
        return false;
    g_ptr_array_add(poster->documents, document);
    json_t *at = json_object_get(value, "at");
    const char *inner = json_string_value(at);
    if (at != NULL && (inner == NULL || (*inner != '\0' && *inner != '/'))) {
        complain(poster, "data.at", arena_printf(poster->arena, "%s/at", pointer),
                 "write a JSON Pointer, as \"/rows\"", "'at' is no JSON Pointer");
        return false;
    }
    json_t *found = resolve_pointer(document->root, inner);
    if (found == NULL) {
        complain(poster, "data.at", arena_printf(poster->arena, "%s/at", pointer), NULL,
                 arena_printf(poster->arena, "'%s' has nothing at '%s'", path, inner));
        return false;
    }
    return add_json(poster, name, found, &document->source, inner == NULL ? "" : inner, 0);
}

static bool read_csv_file(struct poster *poster, const char *name, const char *pointer,
                          const char *path)
{
    struct source *source = arena_alloc(poster->arena, sizeof *source);
    int error = 0;
    if (!file_read(poster->arena, path, TABLE_MAX_BYTES, source, &error)) {
        complain(poster, "file.read", pointer, NULL,
                 arena_printf(poster->arena, "'%s' cannot be read: %s", path, g_strerror(error)));
        return false;
    }
    return add_table(poster, name, table_from_csv(poster->arena, poster->report, source));
}

bool sources_is_derived(json_t *value)
{
    return json_object_get(value, "from") != NULL || json_object_get(value, "steps") != NULL;
}

static bool read_entry(struct poster *poster, const char *name, json_t *value, const char *pointer)
{
    json_t *csv = json_object_get(value, "csv"), *json = json_object_get(value, "json");
    if (!json_is_object(value))
        return add_json(poster, name, value, &poster->document.source, pointer, 0);
    size_t known = (csv != NULL ? 1u : 0u) + (json != NULL ? 1u : 0u) +
                   (json_object_get(value, "at") != NULL ? 1u : 0u);
    json_t *file = csv != NULL ? csv : json;
    if (!json_is_string(file) || known != json_object_size(value) || (csv && known > 1)) {
        complain(
            poster, "data.form", pointer,
            "write rows in place, {\"csv\": \"FILE\"}, {\"json\": \"FILE\", \"at\": \"/…\"} or "
            "{\"from\": \"TABLE\", \"steps\": […]}",
            arena_printf(poster->arena, "'%s' is neither rows, a file nor a value", name));
        return false;
    }
    const char *file_pointer =
        arena_printf(poster->arena, "%s/%s", pointer, csv != NULL ? "csv" : "json");
    const char *path = sources_path(poster, json_string_value(file), file_pointer);
    if (path == NULL)
        return false;
    return csv != NULL ? read_csv_file(poster, name, file_pointer, path)
                       : read_json_file(poster, name, value, pointer, path);
}

// --- Tables made of others ---

struct derivation {
    const char *from;
};

static const hai_option derivation_options[] = {
    HAI_STRING("from", struct derivation, from, .flags = HAI_REQUIRED, .help_zh = "取自哪张表",
               .help_en = "The table that it is made of"),
};

static const hai_item derivation_shape = {.size = sizeof derivation_shape,
                                          .struct_size = sizeof(struct derivation),
                                          .options = derivation_options,
                                          .option_size = sizeof(hai_option),
                                          .option_count = HAI_COUNT(derivation_options)};

static const char *const derivation_others[] = {"steps", NULL};

// The tables that wait for each other, from the one at hand outwards.
struct waiting {
    const struct waiting *outer;
    const char *name;
};

static const hai_table *make_table(struct poster *poster, json_t *data, const char *name,
                                   const struct waiting *outer);

static const hai_table *complain_cycle(struct poster *poster, const struct waiting *last,
                                       const char *name, const char *pointer)
{
    GString *chain = g_string_new(name);
    const struct waiting *at = last;
    for (; strcmp(at->name, name) != 0; at = at->outer)
        g_string_prepend(chain, arena_printf(poster->arena, "%s from ", at->name));
    g_string_prepend(chain, arena_printf(poster->arena, "%s from ", at->name));
    complain(poster, "data.cycle", pointer, "begin with a table that is read from rows or a file",
             arena_printf(poster->arena, "tables made of each other: %s", chain->str));
    g_string_free(chain, TRUE);
    return NULL;
}

// What a table is made of; NULL after reporting.
static const hai_table *find_origin(struct poster *poster, json_t *data, const char *from,
                                    const struct source *source, const char *pointer,
                                    const struct waiting *waiting)
{
    if (sources_is_derived(json_object_get(data, from))) {
        for (const struct waiting *at = waiting; at != NULL; at = at->outer)
            if (strcmp(at->name, from) == 0)
                return complain_cycle(poster, waiting, from, pointer);
        return make_table(poster, data, from, waiting);
    }
    return binding_table(poster, from, source, pointer);
}

// Steps cost time even where they leave little: what goes in counts, too.
static bool has_budget(struct poster *poster, const hai_table *from, const hai_table *table)
{
    poster->derived_cells += (int64_t)hai_table_rows(table) * hai_table_columns(table);
    poster->derived_work += (int64_t)hai_table_rows(from) * hai_table_columns(from);
    return poster->derived_cells <= SOURCES_MAX_CELLS && poster->derived_work <= SOURCES_MAX_WORK;
}

// `data` is NULL for a table that is made where it is used.
static const hai_table *derive(struct poster *poster, json_t *data, json_t *value,
                               const struct source *source, const void *scope, const char *pointer,
                               const struct waiting *waiting)
{
    const struct binder binder = {.arena = poster->arena,
                                  .report = poster->report,
                                  .source = source,
                                  .host = &poster->host,
                                  .scope = scope,
                                  .common_keys = derivation_others,
                                  .subject = "a table made of another"};
    struct derivation options;
    if (!bind_object(&binder, &derivation_shape, &value, 1, pointer, &options))
        return NULL;
    const char *from_pointer = pointer_member(poster->arena, pointer, "from");
    const hai_table *from = find_origin(poster, data, options.from, source, from_pointer, waiting);
    json_t *steps = json_object_get(value, "steps");
    if (from == NULL || steps == NULL)
        return from;
    const struct derive how = {poster->arena, poster->report, source, &poster->host, scope};
    const hai_table *table =
        derive_table(&how, from, steps, pointer_member(poster->arena, pointer, "steps"));
    if (table == NULL || has_budget(poster, from, table))
        return table;
    report_add(poster->report, SEVERITY_ERROR, "data.limit", locate_value(source, pointer),
               "filter first, or make fewer of them",
               "the tables made of others are too many, or too large");
    return NULL;
}

const hai_table *sources_derive(struct poster *poster, json_t *value, const struct source *source,
                                const void *scope, const char *pointer)
{
    return derive(poster, NULL, value, source, scope, pointer, NULL);
}

// Make a table, unless it has been made or has failed; the depth is bounded by the keys of "data".
static const hai_table *make_table(struct poster *poster, json_t *data, const char *name,
                                   const struct waiting *outer)
{
    const hai_table *table = g_hash_table_lookup(poster->tables, name);
    if (table != NULL || g_hash_table_contains(poster->failed, name))
        return table;
    struct waiting waiting = {outer, name};
    table = derive(poster, data, json_object_get(data, name), &poster->document.source,
                   binding_top(poster), pointer_member(poster->arena, "/data", name), &waiting);
    if (!add_table(poster, name, table))
        g_hash_table_add(poster->failed, arena_strdup(poster->arena, name));
    return table;
}

static bool derive_all(struct poster *poster, json_t *data)
{
    binding_init(poster); // no theme yet, and none is needed
    bool ok = true;
    const char *name;
    json_t *value;
    json_object_foreach(data, name, value)
    {
        if (sources_is_derived(value))
            ok = make_table(poster, data, name, NULL) != NULL && ok;
    }
    return ok;
}

bool sources_add(struct poster *poster, const char *name, json_t *value,
                 const struct source *source, const char *pointer)
{
    return add_json(poster, name, value, source, pointer, 0);
}

bool sources_read(struct poster *poster, json_t *data)
{
    if (data == NULL)
        return true;
    if (!json_is_object(data)) {
        complain(poster, "data.form", "/data", "write {\"NAME\": rows}",
                 "\"data\" must be an object");
        return false;
    }
    bool ok = true;
    const char *name;
    json_t *value;
    json_object_foreach(data, name, value)
    {
        if (sources_is_derived(value) ||
            read_entry(poster, name, value, pointer_member(poster->arena, "/data", name)))
            continue;
        g_hash_table_add(poster->failed, arena_strdup(poster->arena, name));
        ok = false;
    }
    return derive_all(poster, data) && ok;
}
