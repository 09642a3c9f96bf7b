// SPDX-License-Identifier: MIT
//
// The blocks of the example with hard data: each case in a process of its own, in every theme, at
// widths from that of a thumbnail to that of a wall.
#include <errno.h>
#include <glib.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/paths.h"
#include "layout/format.h"
#include "plugin/examine.h"
#include "plugin/examine_layout.h"
#include "plugin/hard_options.h"
#include "plugin/hard_rows.h"

#ifdef __SANITIZE_ADDRESS__
#define SLOWNESS 10
#else
#define SLOWNESS 1
#endif

// Seconds of CPU time: what a heap of rows may take, and when a process is ended. A matrix has
// several figures a row (600 000 in all take 3.4 s), and machines are busy.
#define HEAP_SECONDS (6 * SLOWNESS)
#define CASE_LIMIT (12 * SLOWNESS)
#define WALL_FACTOR (SLOWNESS > 1 ? 3 : 12)
#define MAX_FAILURES 3 // crashes of one block, after which it is left alone

#define MAX_HEIGHT (2.0 * FORMAT_MAX_SIDE)
#define FIRST_THEME "plain"
#define AROUND 100.0 // px of the sheet on each side of the box
#define READABLE 18.0
#define READABLE_WIDTH 1080.0

// A size to draw at. A block may be offered a height, and given more than it asks for.
struct trial_size {
    double width, offered, stretch;
    bool is_for_all; // themes and amounts of rows
};

// The first few are those that sanitizers see, which look for other mistakes and are slow.
static const struct trial_size sizes[] = {
    {.width = 1080, .is_for_all = true},
    {.width = 200},
    {.width = 700, .offered = 480},
    {.width = 360},
    {.width = 700},
    {.width = 3000},
    {.width = 360, .offered = 1200},
    {.width = 1080, .stretch = 1.4},
};

#define SIZE_COUNT (SLOWNESS > 1 ? 3 : G_N_ELEMENTS(sizes))
#define MOST_THEMES (SLOWNESS > 1 ? 2u : UINT_MAX)

struct trial {
    const struct examination *examination;
    json_t *root, *object; // the example, and the block in it
    struct poster_block block;
    struct hard_base *base;
    const struct hard_case *hard;
    char *const *themes;
    const char *folder;
    const char *home; // of the example
    bool is_first;    // of its visual; others are spared the heap of rows, which takes time
    bool is_bare;     // without the options that are not needed
    unsigned number;
    char *subject;
    char *path;
    struct faults *faults;
};

// --- The spec ---

static bool is_needed(const struct trial *trial, const char *name)
{
    for (uint32_t i = 0; i < trial->block.visual->option_count; i++) {
        const hai_option *option = &trial->block.visual->options[i];
        if (strcmp(option->name, name) == 0)
            return (option->flags & HAI_REQUIRED) != 0 || option->kind == HAI_KIND_COLUMN ||
                   option->kind == HAI_KIND_TABLE || option->kind == HAI_KIND_BLOCKS;
    }
    return strcmp(name, "type") == 0;
}

// Files stay where the example has them, and its specs are written elsewhere.
static void place_files(const struct trial *trial, json_t *block)
{
    for (uint32_t i = 0; i < trial->block.visual->option_count; i++) {
        const hai_option *option = &trial->block.visual->options[i];
        const char *name = json_string_value(json_object_get(block, option->name));
        bool is_file = option->kind == HAI_KIND_JSON || option->kind == HAI_KIND_IMAGE;
        if (!is_file || name == NULL || g_path_is_absolute(name))
            continue;
        char *path = g_build_filename(trial->home, name, NULL);
        (void)json_object_set_new(block, option->name, json_string(path));
        g_free(path);
    }
}

static json_t *copy_block(const struct trial *trial)
{
    // What the core does with a block is not the visual's matter.
    static const char *const common[] = {"each",       "when",    "span", "align",
                                         "background", "padding", NULL};
    json_t *block = json_deep_copy(trial->object);
    for (const char *const *name = common; *name; name++)
        (void)json_object_del(block, *name);
    const char *key;
    json_t *value;
    json_object_foreach(trial->object, key, value) if (trial->is_bare && !is_needed(trial, key))(
        void) json_object_del(block, key);
    place_files(trial, block);
    return block;
}

static bool harden_options(const struct trial *trial, json_t *block)
{
    const hai_visual *visual = trial->block.visual;
    return hard_options_apply(visual->options, visual->option_count, block, trial->hard->options);
}

static bool write_heap(const struct trial *trial, unsigned table, const char *name)
{
    char *path = g_build_filename(trial->folder, name, NULL);
    char *csv = hard_rows_csv(trial->base, table, trial->hard);
    bool done = g_file_set_contents(path, csv, -1, NULL);
    g_free(csv);
    g_free(path);
    return done;
}

static char *name_heap(const struct trial *trial, unsigned table)
{
    return g_strdup_printf("%s-%u-%u.csv", trial->block.visual->type, trial->number, table);
}

// The spec of a case; false where it cannot be written.
static bool write_spec(const struct trial *trial)
{
    json_t *block = copy_block(trial), *data = json_object_get(trial->root, "data");
    data = json_is_object(data) ? json_copy(data) : json_object();
    bool done = true;
    for (unsigned i = 0; i < hard_base_count(trial->base) && done; i++) {
        json_t *rows = NULL;
        if (trial->hard->count == COUNT_HEAP) {
            char *name = name_heap(trial, i);
            done = write_heap(trial, i, name);
            (void)json_object_set_new(data, name, json_pack("{s:s}", "csv", name));
            rows = json_string(name);
            g_free(name);
        } else {
            rows = hard_rows_json(trial->base, i, trial->hard);
        }
        (void)json_object_set_new(block, hard_base_option(trial->base, i), rows);
    }
    (void)harden_options(trial, block); // where the case asks for it
    json_t *spec = json_copy(trial->root);
    (void)json_object_set_new(
        spec, "page", json_pack("{s:[i,i], s:i}", "size", (int)READABLE_WIDTH, 0, "margin", 0));
    (void)json_object_set_new(spec, "data", data);
    (void)json_object_set_new(spec, "blocks", json_pack("[o]", block));
    done = done && json_dump_file(spec, trial->path, JSON_INDENT(2)) == 0;
    json_decref(spec);
    return done;
}

static void remove_spec(const struct trial *trial)
{
    (void)unlink(trial->path); // in a folder for these files alone
    for (unsigned i = 0; i < hard_base_count(trial->base); i++) {
        char *name = name_heap(trial, i), *path = g_build_filename(trial->folder, name, NULL);
        if (trial->hard->count == COUNT_HEAP)
            (void)unlink(path);
        g_free(path);
        g_free(name);
    }
}

// --- One drawing ---

static bool check_size(const struct trial *trial, hai_size size, hai_space space)
{
    struct faults *faults = trial->faults;
    if (!isfinite(size.width) || !isfinite(size.height) || size.width < 0 || size.height < 0)
        faults_add(faults, FAULT_HEIGHT, "it measures %g x %g", size.width, size.height);
    else if (size.width > space.width + 0.5)
        faults_add(faults, FAULT_HEIGHT, "it takes a width of %.1f px, and is offered %.0f",
                   size.width, space.width);
    else if (size.height > MAX_HEIGHT && !trial->hard->is_plenty)
        faults_add(faults, FAULT_HEIGHT, "it takes a height of %.0f px, more than a sheet has",
                   size.height);
    else
        faults->is_too_high = size.height > MAX_HEIGHT;
    return !faults->is_too_high && !faults->is_told[FAULT_HEIGHT];
}

static void examine_parts(const struct trial *trial, const struct poster *poster,
                          const struct record *record, double readable)
{
    unsigned count = poster_block_count(poster);
    struct layout_part *parts = g_new0(struct layout_part, count);
    for (unsigned i = 0; i < count; i++)
        poster_block_items(poster, i, &parts[i].box, &parts[i].from, &parts[i].to);
    examine_layout(trial->faults, record, parts, count, readable);
    g_free(parts);
}

static void draw_size(const struct trial *trial, struct poster *poster,
                      const struct trial_size *size)
{
    const hai_space space = {size->width, size->offered};
    hai_size measured = poster_block_measure(poster, 0, space);
    if (!check_size(trial, measured, space))
        return;
    double height = ceil(fmax(measured.height * fmax(size->stretch, 1), size->offered) - 1e-6);
    hai_box box = {AROUND, AROUND, size->width, height};
    hai_size sheet = {size->width + 2 * AROUND, height + 2 * AROUND};
    const struct record *record = poster_block_record(poster, 0, sheet, box);
    hai_size again = poster_block_measure(poster, 0, space);
    if (again.width != measured.width || again.height != measured.height)
        faults_add(trial->faults, FAULT_PURE,
                   "it measures %.2f x %.2f, and after it was drawn %.2f x %.2f", measured.width,
                   measured.height, again.width, again.height);
    examine_parts(trial, poster, record, size->width == READABLE_WIDTH ? READABLE : 0);
}

static void begin_size(const struct trial *trial, const struct trial_size *size, const char *theme)
{
    char *more = size->offered > 0 ? g_strdup_printf(" in a height of %.0f px", size->offered)
                 : size->stretch > 0
                     ? g_strdup_printf(" in a box %.1f times as high as it asks for", size->stretch)
                     : g_strdup("");
    faults_begin(trial->faults, "at %.0f px%s, theme %s:", size->width, more, theme);
    const char *kept = trial->examination->keep ? trial->path : NULL;
    (void)g_snprintf(trial->examination->stage, EXAMINE_STAGE_BYTES,
                     "%s, at %.0f px%s, theme %s%s%s", trial->subject, size->width, more, theme,
                     kept ? "\n" : "", kept ? kept : "");
    g_free(more);
}

// The last of the errors after so many messages; NULL: there is none.
static const struct message *find_error(const struct report *report)
{
    for (unsigned i = report_count(report); i > 0; i--)
        if (report_message(report, i - 1)->severity == SEVERITY_ERROR)
            return report_message(report, i - 1);
    return NULL;
}

static const char *hint_of(const struct trial *trial, char hint[1024])
{
    if (trial->examination->keep)
        (void)g_snprintf(hint, 1024,
                         "to see it again: haibao render %s --size WIDTHx0 --theme THEME",
                         trial->path);
    else
        (void)g_snprintf(hint, 1024, "--keep DIR writes the spec that shows it");
    return hint;
}

static void report_error(const struct trial *trial, const char *what, const struct message *error)
{
    char hint[1024];
    report_add(trial->examination->report, SEVERITY_ERROR, "contract.data", (struct place){0},
               hint_of(trial, hint), "%s, %s: %s [%s]", trial->subject, what, error->text,
               error->code);
}

// --- One case ---

static void draw_sizes(const struct trial *trial, struct poster *poster, unsigned theme)
{
    bool is_heap = trial->hard->count == COUNT_HEAP;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        if (!sizes[i].is_for_all && (theme > 0 || is_heap))
            continue;
        begin_size(trial, &sizes[i], trial->themes[theme]);
        draw_size(trial, poster, &sizes[i]);
    }
}

// False where the spec is refused, which is right for rows that make no sense.
static bool draw_theme(const struct trial *trial, unsigned theme, bool is_last_try)
{
    const struct visual_source visuals = {trial->examination->registry, registry_find,
                                          registry_types};
    const char *const allowed[] = {trial->home, NULL};
    const struct poster_settings settings = {.theme = trial->themes[theme], .allowed = allowed};
    struct report *report = report_new();
    struct poster *poster = poster_new(report, trial->examination->fonts, &visuals);
    begin_size(trial, &sizes[0], trial->themes[theme]);
    bool is_read = poster_read(poster, trial->path, &settings);
    if (is_read)
        draw_sizes(trial, poster, theme);
    const struct message *error = find_error(report);
    if (error && g_str_has_prefix(error->code, "internal."))
        report_error(trial, "ends with an internal mistake", error);
    else if (error && is_read)
        report_error(trial, "reports an error too late, while it is drawn", error);
    else if (error && is_last_try && trial->hard->must_be_drawn)
        report_error(trial, "is refused", error);
    const struct drawing drawing = {.report = report};
    const struct message *misuse = drawing_find_misuse(&drawing);
    if (misuse)
        faults_add(trial->faults, FAULT_NUMBER, "%s", misuse->text);
    poster_free(poster);
    report_free(report);
    return is_read;
}

static void check_time(const struct trial *trial, clock_t start, bool is_too_high)
{
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    // What is too high for any sheet is refused in the end, if late.
    if (trial->hard->count == COUNT_HEAP && seconds > HEAP_SECONDS)
        report_add(trial->examination->report, is_too_high ? SEVERITY_WARNING : SEVERITY_ERROR,
                   "contract.slow", (struct place){0},
                   "thin the rows out before anything is set or drawn",
                   "%s, takes %.1f seconds, more than %d", trial->subject, seconds, HEAP_SECONDS);
}

// In a process of its own.
static void try_case(const struct examination *examination, void *data)
{
    struct trial trial = *(const struct trial *)data;
    struct faults *faults = g_new0(struct faults, 1);
    char hint[1024];
    trial.examination = examination;
    trial.faults = faults;
    if (!write_spec(&trial)) {
        report_add(examination->report, SEVERITY_ERROR, "internal.memory", (struct place){0}, NULL,
                   "'%s' cannot be written: %s", trial.path, g_strerror(errno));
        g_free(faults);
        return;
    }
    clock_t start = clock();
    bool is_heap = trial.hard->count == COUNT_HEAP;
    // An option of the example may name what is no longer there: then it is tried without.
    if (!draw_theme(&trial, 0, false)) {
        trial.is_bare = true;
        (void)write_spec(&trial); // as a moment ago
        if (!draw_theme(&trial, 0, true))
            is_heap = true; // refused in the other themes, too
    }
    for (unsigned i = 1; trial.themes[i] && i < MOST_THEMES && !is_heap; i++)
        (void)draw_theme(&trial, i, false); // it was drawn in the first
    check_time(&trial, start, faults->is_too_high);
    faults_report(faults, examination->report, trial.subject, hint_of(&trial, hint));
    if (report_count(examination->report) == 0)
        remove_spec(&trial);
    g_free(faults);
}

// --- All cases of a block ---

// Whether there is anything to vary.
static bool has_case(const struct trial *trial)
{
    if (trial->hard == hard_cases)
        return true; // the example itself
    if (trial->hard->options == OPTIONS_SAME)
        return hard_base_has_rows(trial->base) &&
               (trial->hard->count != COUNT_HEAP || trial->is_first);
    json_t *block = copy_block(trial);
    bool is_changed = harden_options(trial, block);
    json_decref(block);
    return is_changed;
}

static void try_block(struct trial *trial)
{
    static const struct child_limits limits = {CASE_LIMIT, CASE_LIMIT * WALL_FACTOR};
    unsigned failures = 0;
    const char *type = trial->block.visual->type;
    for (trial->hard = hard_cases; trial->hard->name && failures < MAX_FAILURES; trial->hard++) {
        if (!has_case(trial))
            continue;
        char *name = g_strdup_printf("%s-%u-%s.json", type, trial->number, trial->hard->name);
        trial->path = g_build_filename(trial->folder, name, NULL);
        trial->subject =
            g_strdup_printf("visual '%s' of %s %s", type, trial->block.pointer, trial->hard->words);
        if (!examine_apart(trial->examination, &limits, try_case, trial))
            failures++;
        if (!trial->examination->keep)
            remove_spec(trial);
        g_free(trial->subject);
        g_free(trial->path);
        g_free(name);
    }
}

static bool brings(const struct examination *examination, const hai_visual *visual)
{
    for (const hai_visual *const *own = examination->plugin->visuals; *own; own++)
        if (strcmp((*own)->type, visual->type) == 0)
            return true;
    return false;
}

// Whether a block stands in one that is repeated for the rows of a table: what is said of the row
// makes no sense without it.
static bool is_repeated(json_t *root, const char *pointer)
{
    char *above = g_strdup(pointer);
    bool is_found = false;
    for (char *slash; !is_found && (slash = strrchr(above, '/')) != NULL; *slash = '\0')
        is_found = json_object_get(example_at(root, above), "each") != NULL;
    g_free(above);
    return is_found;
}

static bool is_first_of_type(const struct poster *poster, unsigned index)
{
    const hai_visual *visual = poster_block(poster, index).visual;
    for (unsigned i = 0; i < index; i++)
        if (poster_block(poster, i).visual == visual)
            return false;
    return true;
}

static void try_blocks(const struct trial *shared, const struct poster *poster)
{
    for (unsigned i = 0; i < poster_block_count(poster); i++) {
        struct trial trial = *shared;
        trial.block = poster_block(poster, i);
        trial.object = example_at(trial.root, trial.block.pointer);
        trial.number = i;
        const char *type = json_string_value(json_object_get(trial.object, "type"));
        if (is_repeated(trial.root, trial.block.pointer) || !type ||
            strcmp(type, trial.block.visual->type) != 0 ||
            !brings(trial.examination, trial.block.visual))
            continue; // that is of another plugin, or of the theme's backdrop
        trial.is_first = is_first_of_type(poster, i);
        trial.base = hard_base_new(trial.block.visual, trial.block.options);
        try_block(&trial);
        hard_base_free(trial.base);
    }
}

// --- Themes and the folder ---

// The theme that a spec has without asking comes first, and with it the most cases.
static int compare_names(const void *a, const void *b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    bool is_first = strcmp(first, FIRST_THEME) == 0, is_second = strcmp(second, FIRST_THEME) == 0;
    return is_first != is_second ? (int)is_second - (int)is_first : strcmp(first, second);
}

// The names of haibao's own themes, NULL at the end.
static char **list_themes(struct arena *arena)
{
    GPtrArray *names = g_ptr_array_new();
    const char *path = paths_share(arena, "themes");
    GDir *folder = path ? g_dir_open(path, 0, NULL) : NULL;
    for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;)
        if (g_str_has_suffix(name, ".json"))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".json")));
    if (folder)
        g_dir_close(folder);
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

// The folder for specs; NULL after reporting that it cannot be made.
static char *make_folder(const struct examination *examination)
{
    char *folder =
        examination->keep ? g_strdup(examination->keep) : g_dir_make_tmp("haibao-XXXXXX", NULL);
    if (folder && g_mkdir_with_parents(folder, 0777) == 0)
        return folder;
    report_add(examination->report, SEVERITY_ERROR, "out.create", (struct place){0}, NULL,
               "the folder '%s' cannot be made: %s", folder ? folder : g_get_tmp_dir(),
               g_strerror(errno));
    g_free(folder);
    return NULL;
}

// What the example names beside itself, as pictures, goes to where the specs are. The names of the
// copies are put into `copies`.
static void copy_pictures(json_t *value, const char *from, const char *to, GPtrArray *copies)
{
    const char *key, *name = json_string_value(value);
    size_t i;
    json_t *part;
    json_object_foreach(value, key, part) copy_pictures(part, from, to, copies);
    json_array_foreach(value, i, part) copy_pictures(part, from, to, copies);
    if (name == NULL || strchr(name, '/') != NULL || strchr(name, '.') == NULL)
        return;
    char *path = g_build_filename(from, name, NULL), *copy = g_build_filename(to, name, NULL);
    char *bytes = NULL;
    gsize length = 0;
    if (!g_file_test(copy, G_FILE_TEST_EXISTS) && g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
        g_file_get_contents(path, &bytes, &length, NULL) &&
        g_file_set_contents(copy, bytes, (gssize)length, NULL))
        g_ptr_array_add(copies, g_strdup(copy));
    g_free(bytes);
    g_free(copy);
    g_free(path);
}

static void remove_copies(GPtrArray *copies)
{
    for (guint i = 0; i < copies->len; i++)
        (void)unlink(g_ptr_array_index(copies, i));
}

void examine_data(const struct examination *examination)
{
    char *path = example_find(examination->plugin->path);
    json_t *root = path ? json_load_file(path, 0, NULL) : NULL;
    char *folder = root ? make_folder(examination) : NULL;
    if (folder) {
        struct arena *arena = arena_new();
        char *whole = g_canonicalize_filename(path, NULL), *home = g_path_get_dirname(whole);
        char **themes = list_themes(arena);
        char *beside = g_path_get_dirname(path);
        GPtrArray *copies = g_ptr_array_new_with_free_func(g_free);
        copy_pictures(root, beside, folder, copies);
        g_free(beside);
        struct drawing example;
        (void)g_snprintf(examination->stage, EXAMINE_STAGE_BYTES, "the example");
        // Drawn as it is, so that the fonts are read once and for all that follow.
        drawing_make(examination, &example, path, NULL);
        const struct trial shared = {.examination = examination,
                                     .root = root,
                                     .themes = themes,
                                     .folder = folder,
                                     .home = home};
        if (example.record && themes[0])
            try_blocks(&shared, example.poster);
        drawing_finish(&example);
        if (!examination->keep) {
            remove_copies(copies);
            (void)rmdir(folder); // its files are gone
        }
        g_ptr_array_unref(copies);
        g_strfreev(themes);
        g_free(home);
        g_free(whole);
        arena_free(arena);
    }
    g_free(folder);
    json_decref(root);
    g_free(path);
}
