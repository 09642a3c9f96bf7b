// SPDX-License-Identifier: MIT
//
// Themes are JSON files. One that extends another is merged over it, member by member, before
// anything is looked at, so that a brand's file need name only what it changes.
#include "style/theme.h"

#include <glib.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/paths.h"
#include "spec/bind.h"
#include "spec/document.h"
#include "spec/locate.h"
#include "style/colour.h"
#include "style/review.h"
#include "style/shades.h"

#define MAX_EXTENDS 8
#define MAX_FONTS 32 // files

struct hai_theme {
    GPtrArray *documents; // struct document, the theme's own first, then those it extends
    json_t *root;         // all of them merged
    GHashTable *colours;  // name -> hai_colour
    GHashTable *lengths;  // name -> double
    GHashTable *types;    // role -> hai_text_style
    struct theme_font *fonts;
    unsigned font_count;
    const char **colour_names;
    const char *name, *title;
    bool is_dark;
};

static const char *const members[] = {"haibao_theme", "name",    "title",    "extends",
                                      "dark",         "colours", "lengths",  "type",
                                      "fonts",        "visuals", "backdrop", NULL};

static const char *const aligns[] = {"left",         "centre",      "right", "justify", "title",
                                     "title-centre", "title-right", "body",  NULL};

struct type_row {
    const char *family, *colour;
    double size, line_height, tracking;
    int32_t weight, align, max_lines;
};

static const struct type_row type_defaults = {
    .family = "sans", .colour = "ink", .size = 30, .line_height = 1.7, .weight = 400};

static const hai_option type_options[] = {
    HAI_STRING("family", struct type_row, family, .help_zh = "字体角色", .help_en = "Font role"),
    HAI_STRING("colour", struct type_row, colour, .help_zh = "颜色", .help_en = "Colour token"),
    HAI_NUMBER("size", struct type_row, size, 1, 4000, .unit = "px", .help_zh = "字号",
               .help_en = "Size of the em"),
    HAI_NUMBER("line_height", struct type_row, line_height, 0.8, 4, .unit = "em", .help_zh = "行距",
               .help_en = "Pitch of lines"),
    HAI_NUMBER("tracking", struct type_row, tracking, -0.2, 2, .unit = "em", .help_zh = "字距",
               .help_en = "Space after each character"),
    HAI_INT("weight", struct type_row, weight, 100, 900, .help_zh = "字重", .help_en = "Weight"),
    HAI_CHOICE("align", struct type_row, align, aligns, .help_zh = "对齐", .help_en = "Alignment"),
    HAI_INT("max_lines", struct type_row, max_lines, 0, 1000, .help_zh = "最多行数",
            .help_en = "Lines at most; 0: any"),
};

static const hai_item type_shape = {.size = sizeof type_shape,
                                    .struct_size = sizeof(struct type_row),
                                    .defaults = &type_defaults,
                                    .options = type_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(type_options)};

// --- Loading ---

static const char *theme_path(struct arena *arena, const char *name, const char *spec_folder)
{
    if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".json"))
        return g_path_is_absolute(name) ? name : arena_printf(arena, "%s/%s", spec_folder, name);
    const char *folder = paths_share(arena, "themes");
    return folder == NULL ? NULL : arena_printf(arena, "%s/%s.json", folder, name);
}

static void report_unknown(struct arena *arena, struct report *report, const char *name,
                           struct place place)
{
    const char *const *names = theme_names(arena);
    const char *nearest = report_nearest(name, names);
    char *all = g_strjoinv(", ", (char **)(uintptr_t)names);
    const char *hint =
        nearest != NULL ? arena_printf(arena, "did you mean '%s'?", nearest)
                        : arena_printf(arena, "themes: %s; or a file's name ending in .json", all);
    g_free(all);
    report_add(report, SEVERITY_ERROR, "theme.unknown", place, hint, "there is no theme '%s'",
               name);
}

static bool check_document(struct report *report, const struct document *document)
{
    const struct source *source = &document->source;
    if (json_integer_value(json_object_get(document->root, "haibao_theme")) != 1) {
        report_add(report, SEVERITY_ERROR, "theme.version", locate_value(source, ""),
                   "a theme begins with \"haibao_theme\": 1", "this is not a theme");
        return false;
    }
    bool ok = true;
    const char *key;
    json_t *value;
    json_object_foreach(document->root, key, value)
    {
        if (g_strv_contains(members, key) || key[0] == '$' || g_str_has_prefix(key, "x-"))
            continue;
        char *pointer = g_strdup_printf("/%s", key);
        char *hint = g_strjoinv(", ", (char **)(uintptr_t)members);
        report_add(report, SEVERITY_ERROR, "theme.member", locate_key(source, pointer), hint,
                   "'%s' is not a member of a theme", key);
        g_free(pointer);
        g_free(hint);
        ok = false;
    }
    return ok;
}

// Whether a file is among those that were read, by whatever path.
static bool is_in_chain(const hai_theme *theme, const char *path)
{
    struct stat file, other;
    bool found = false;
    if (stat(path, &file) != 0)
        return false;
    for (guint i = 0; i < theme->documents->len && !found; i++) {
        const struct document *document = theme->documents->pdata[i];
        found = stat(document->source.path, &other) == 0 && file.st_ino == other.st_ino &&
                file.st_dev == other.st_dev;
    }
    return found;
}

// Read the file and what it extends into theme->documents; merge into theme->root.
static bool read_chain(hai_theme *theme, struct arena *arena, struct report *report,
                       const char *name, const char *folder, struct place place)
{
    for (int depth = 0; name != NULL; depth++) {
        const char *path = theme_path(arena, name, folder);
        if (path != NULL && is_in_chain(theme, path)) {
            report_add(report, SEVERITY_ERROR, "theme.extends", place,
                       "let one of them stand on its own", "theme '%s' extends itself", name);
            return false;
        }
        if (depth == MAX_EXTENDS) {
            report_add(report, SEVERITY_ERROR, "theme.extends", place, "do they extend each other?",
                       "themes extend each other more than %d deep", MAX_EXTENDS);
            return false;
        }
        if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            report_unknown(arena, report, name, place);
            return false;
        }
        struct document *document = arena_alloc(arena, sizeof *document);
        if (!document_read(document, arena, report, path))
            return false;
        g_ptr_array_add(theme->documents, document);
        if (!check_document(report, document))
            return false;
        place = locate_value(&document->source, "/extends");
        name = json_string_value(json_object_get(document->root, "extends"));
        folder = document->folder;
    }
    theme->root = json_object();
    for (guint i = theme->documents->len; i-- > 0;) {
        const struct document *document = theme->documents->pdata[i];
        json_t *copy = json_deep_copy(document->root);
        int failed = json_object_update_recursive(theme->root, copy);
        json_decref(copy);
        if (failed)
            return false;
    }
    return true;
}

// --- Tokens ---

static struct place token_place(const hai_theme *theme, struct arena *arena, const char *group,
                                const char *name)
{
    const struct document *document = theme->documents->pdata[0];
    return locate_value(&document->source, arena_printf(arena, "/%s/%s", group, name));
}

// The colours of the theme and of those that it extends, completed.
static void derive(hai_theme *theme)
{
    json_t *layers[MAX_EXTENDS] = {0};
    unsigned count = theme->documents->len;
    for (unsigned i = 0; i < count; i++) {
        const struct document *document = theme->documents->pdata[i];
        layers[i] = json_object_get(document->root, "colours");
    }
    json_t *colours = json_object_get(theme->root, "colours");
    if (json_is_object(colours))
        shades_complete(colours, layers, count);
}

static bool read_colours(hai_theme *theme, struct arena *arena, struct report *report)
{
    bool ok = true;
    const char *name;
    json_t *value;
    GPtrArray *names = g_ptr_array_new();
    json_object_foreach(json_object_get(theme->root, "colours"), name, value)
    {
        hai_colour *colour = arena_alloc(arena, sizeof *colour);
        if (!colour_parse(json_string_value(value), colour)) {
            report_add(report, SEVERITY_ERROR, "theme.colour",
                       token_place(theme, arena, "colours", name), "write it as \"#rrggbb\"",
                       "colour '%s' is no colour", name);
            ok = false;
        }
        char *key = arena_strdup(arena, name);
        g_hash_table_insert(theme->colours, key, colour);
        g_ptr_array_add(names, key);
    }
    theme->colour_names = arena_alloc(arena, (names->len + 1) * sizeof(char *));
    for (guint i = 0; i < names->len; i++)
        theme->colour_names[i] = names->pdata[i];
    g_ptr_array_free(names, TRUE);
    return ok;
}

static bool read_lengths(hai_theme *theme, struct arena *arena, struct report *report)
{
    bool ok = true;
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(theme->root, "lengths"), name, value)
    {
        double *length = arena_alloc(arena, sizeof *length);
        *length = json_number_value(value);
        if (!json_is_number(value) || *length < 0 || *length > 2000) {
            report_add(report, SEVERITY_ERROR, "theme.length",
                       token_place(theme, arena, "lengths", name), NULL,
                       "length '%s' must be a number from 0 to 2000", name);
            ok = false;
        }
        g_hash_table_insert(theme->lengths, arena_strdup(arena, name), length);
    }
    return ok;
}

static json_t *keep_string(void *data, const void *scope, json_t *string, const char *pointer)
{
    (void)data, (void)scope, (void)pointer; // themes have no placeholders
    return json_incref(string);
}

static bool read_types(hai_theme *theme, struct arena *arena, struct report *report)
{
    const struct document *document = theme->documents->pdata[0];
    const struct bind_host host = {.fill = keep_string, .rem = 30};
    const struct binder binder = {.arena = arena,
                                  .report = report,
                                  .source = &document->source,
                                  .host = &host,
                                  .subject = "a type role"};
    bool ok = true;
    const char *role;
    json_t *value;
    json_object_foreach(json_object_get(theme->root, "type"), role, value)
    {
        struct type_row row;
        json_t *layers[] = {value};
        if (!bind_object(&binder, &type_shape, layers, 1, arena_printf(arena, "/type/%s", role),
                         &row)) {
            ok = false;
            continue;
        }
        if (!theme_has_colour(theme, row.colour)) {
            report_add(report, SEVERITY_ERROR, "theme.colour",
                       token_place(theme, arena, "type", role), NULL,
                       "type role '%s' names the colour '%s', which the theme lacks", role,
                       row.colour);
            ok = false;
        }
        hai_text_style *style = arena_alloc(arena, sizeof *style);
        *style = (hai_text_style){.record_size = sizeof *style,
                                  .align = (uint32_t)row.align,
                                  .family = row.family,
                                  .colour = row.colour,
                                  .size = row.size,
                                  .line_height = row.line_height,
                                  .tracking = row.tracking,
                                  .weight = row.weight,
                                  .max_lines = row.max_lines};
        g_hash_table_insert(theme->types, arena_strdup(arena, role), style);
    }
    if (g_hash_table_lookup(theme->types, "body") == NULL ||
        !theme_has_colour(theme, "background")) {
        report_add(report, SEVERITY_ERROR, "theme.incomplete", locate_value(&document->source, ""),
                   "begin with \"extends\": \"plain\"",
                   "the theme has no type role 'body' or no colour 'background'");
        ok = false;
    }
    return ok;
}

// The theme nearest to ours that brings fonts brings all of them.
static bool read_fonts(hai_theme *theme, struct arena *arena, struct report *report)
{
    const struct document *document = NULL;
    const json_t *list = NULL;
    for (guint i = 0; i < theme->documents->len && list == NULL; i++) {
        document = theme->documents->pdata[i];
        list = json_object_get(document->root, "fonts");
    }
    if (list == NULL)
        return true;
    if (!json_is_array(list) || json_array_size(list) > MAX_FONTS) {
        report_add(report, SEVERITY_ERROR, "theme.font", locate_value(&document->source, "/fonts"),
                   "write \"fonts\": [\"fonts/brand.otf\"]",
                   "the fonts of a theme are a list of at most %d files", MAX_FONTS);
        return false;
    }
    bool ok = true;
    theme->fonts = arena_alloc(arena, (json_array_size(list) + 1) * sizeof *theme->fonts);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        struct place place = locate_value(&document->source, arena_printf(arena, "/fonts/%zu", i));
        const char *path = name != NULL ? theme_find_file(theme, arena, name) : NULL;
        if (path == NULL) {
            report_add(report, SEVERITY_ERROR, "theme.font", place,
                       "name a file by its path from the theme's folder, which it lies in or below",
                       "'%s' is no file beside the theme", name != NULL ? name : "this");
            ok = false;
            continue;
        }
        theme->fonts[theme->font_count++] = (struct theme_font){path, place};
    }
    return ok;
}

hai_theme *theme_load(struct arena *arena, struct report *report, const char *name,
                      const char *spec_folder, struct place place)
{
    hai_theme *theme = arena_alloc(arena, sizeof *theme);
    theme->documents = g_ptr_array_new();
    theme->colours = g_hash_table_new(g_str_hash, g_str_equal);
    theme->lengths = g_hash_table_new(g_str_hash, g_str_equal);
    theme->types = g_hash_table_new(g_str_hash, g_str_equal);
    bool ok = read_chain(theme, arena, report, name, spec_folder, place);
    if (ok) {
        derive(theme);
        ok = read_colours(theme, arena, report);
        ok = read_lengths(theme, arena, report) && ok;
        ok = read_types(theme, arena, report) && ok;
        ok = read_fonts(theme, arena, report) && ok;
        const char *own = json_string_value(json_object_get(theme->root, "name"));
        const char *title = json_string_value(json_object_get(theme->root, "title"));
        theme->name = own != NULL ? own : name;
        theme->title = title != NULL ? title : theme->name;
        theme->is_dark = json_is_true(json_object_get(theme->root, "dark"));
    }
    if (!ok) {
        theme_free(theme);
        return NULL;
    }
    return theme;
}

void theme_free(hai_theme *theme)
{
    if (theme == NULL)
        return;
    for (guint i = 0; i < theme->documents->len; i++)
        document_finish(theme->documents->pdata[i]);
    g_ptr_array_free(theme->documents, TRUE);
    g_hash_table_destroy(theme->colours);
    g_hash_table_destroy(theme->lengths);
    g_hash_table_destroy(theme->types);
    json_decref(theme->root);
}

// --- Reading ---

const char *theme_title(const hai_theme *theme)
{
    return theme->title;
}

bool theme_has_colour(const hai_theme *theme, const char *token)
{
    return g_hash_table_contains(theme->colours, token);
}

const char *const *theme_colour_names(const hai_theme *theme)
{
    return theme->colour_names;
}

json_t *theme_visual(const hai_theme *theme, const char *type)
{
    return json_object_get(json_object_get(theme->root, "visuals"), type);
}

const char *theme_find_file(const hai_theme *theme, struct arena *arena, const char *name)
{
    if (g_path_is_absolute(name))
        return NULL;
    for (guint i = 0; i < theme->documents->len; i++) {
        const struct document *document = theme->documents->pdata[i];
        const char *path = arena_printf(arena, "%s/%s", document->folder, name);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && file_is_below(path, document->folder))
            return path;
    }
    return NULL;
}

json_t *theme_backdrop(const hai_theme *theme, const struct source **source)
{
    const struct document *document = theme->documents->pdata[0];
    *source = &document->source;
    return json_object_get(theme->root, "backdrop");
}

const char *const *theme_files(struct arena *arena, const hai_theme *theme)
{
    unsigned count = 0;
    const char **files =
        arena_alloc(arena, (theme->documents->len + theme->font_count + 1) * sizeof *files);
    for (guint i = 0; i < theme->documents->len; i++) {
        const struct document *document = theme->documents->pdata[i];
        files[count++] = document->source.path;
    }
    for (unsigned i = 0; i < theme->font_count; i++)
        files[count++] = theme->fonts[i].path;
    return files;
}

const struct theme_font *theme_fonts(const hai_theme *theme, unsigned *count)
{
    *count = theme->font_count;
    return theme->fonts;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const *sorted_keys(GHashTable *table, struct arena *arena)
{
    guint count = 0;
    void **keys = g_hash_table_get_keys_as_array(table, &count);
    const char **names = arena_alloc(arena, (count + 1) * sizeof *names);
    for (guint i = 0; i < count; i++)
        names[i] = keys[i];
    g_free(keys);
    qsort(names, count, sizeof *names, compare_names);
    return names;
}

const char *const *theme_length_names(const hai_theme *theme, struct arena *arena)
{
    return sorted_keys(theme->lengths, arena);
}

const char *const *theme_role_names(const hai_theme *theme, struct arena *arena)
{
    return sorted_keys(theme->types, arena);
}

const hai_item *theme_role_shape(void)
{
    return &type_shape;
}

const char *const *theme_names(struct arena *arena)
{
    const char *folder = paths_share(arena, "themes");
    GDir *dir = folder == NULL ? NULL : g_dir_open(folder, 0, NULL);
    GPtrArray *found = g_ptr_array_new();
    for (const char *file; dir != NULL && (file = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(file, ".json"))
            g_ptr_array_add(found, arena_strndup(arena, file, strlen(file) - 5));
    if (dir != NULL)
        g_dir_close(dir);
    const char **names = arena_alloc(arena, (found->len + 1) * sizeof *names);
    for (guint i = 0; i < found->len; i++)
        names[i] = found->pdata[i];
    qsort(names, found->len, sizeof *names, compare_names);
    g_ptr_array_free(found, TRUE);
    return names;
}

hai_colour hai_theme_colour(const hai_theme *theme, const char *name)
{
    hai_colour literal = {1, 0, 1, 1};
    if (name == NULL)
        return literal;
    const hai_colour *token = g_hash_table_lookup(theme->colours, name);
    if (token != NULL)
        return *token;
    (void)colour_parse(name, &literal);
    return literal;
}

double hai_theme_length(const hai_theme *theme, const char *name)
{
    const double *length = name == NULL ? NULL : g_hash_table_lookup(theme->lengths, name);
    return length == NULL ? 0 : *length;
}

void hai_theme_read_type(const hai_theme *theme, const char *role, hai_text_style *style)
{
    const hai_text_style *found = role == NULL ? NULL : g_hash_table_lookup(theme->types, role);
    uint32_t size = style->record_size;
    if (found == NULL)
        found = g_hash_table_lookup(theme->types, "body");
    memcpy(style, found, MIN(size, sizeof *found));
    style->record_size = size;
}

bool hai_theme_is_dark(const hai_theme *theme)
{
    return theme->is_dark;
}

void theme_check(const hai_theme *theme, struct report *report)
{
    const struct document *document = theme->documents->pdata[0];
    hai_colour card = hai_theme_colour(theme, "surface");
    hai_colour page = hai_theme_colour(theme, "background");
    GHashTableIter iter;
    void *role, *value;
    g_hash_table_iter_init(&iter, theme->types);
    while (g_hash_table_iter_next(&iter, &role, &value)) {
        const hai_text_style *style = value;
        if (g_str_has_prefix(style->colour, "on_"))
            continue; // such a role has a ground of its own
        double needed = style->size >= 40 ? 3 : 4.5;
        hai_colour colour = hai_theme_colour(theme, style->colour);
        double contrast =
            fmin(hai_colour_contrast(colour, card), hai_colour_contrast(colour, page));
        if (contrast >= needed)
            continue;
        char *pointer = g_strdup_printf("/colours/%s", style->colour);
        report_add(report, SEVERITY_WARNING, "theme.contrast",
                   locate_value(&document->source, pointer), "take a darker or lighter colour",
                   "theme '%s': type role '%s' has a contrast of %.1f:1, needs %.1f:1", theme->name,
                   (const char *)role, contrast, needed);
        g_free(pointer);
    }
    review_colours(theme, theme->name, &document->source, report);
}
