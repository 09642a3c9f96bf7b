// SPDX-License-Identifier: MIT
#include <cairo.h>
#include <glib.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin/examine.h"

// Ink may cross the box by the thickness of a hairline.
#define INK_TOLERANCE 1.5
#define HEIGHT_TOLERANCE 0.5

struct example {
    const struct examination *examination;
    const char *path;
    const char *size; // as on the command line; NULL: its own
    json_t *root;
};

static const char *name_size(const struct example *example)
{
    return example->size ? example->size : "its own size";
}

json_t *example_at(json_t *root, const char *pointer)
{
    json_t *at = root;
    char **steps = g_strsplit(pointer, "/", -1);
    for (char **step = steps; *step && at; step++)
        if (step > steps)
            at = json_is_array(at) ? json_array_get(at, (size_t)g_ascii_strtoull(*step, NULL, 10))
                                   : json_object_get(at, *step);
    g_strfreev(steps);
    return at;
}

// The type of the block at a pointer of the example, if it is one of the plugin's; else NULL.
static const char *find_type(const struct example *example, const char *pointer)
{
    json_t *at = example_at(example->root, pointer);
    const char *type = json_string_value(json_object_get(at, "type"));
    for (const hai_visual *const *visual = example->examination->plugin->visuals; *visual; visual++)
        if (type && strcmp(type, (*visual)->type) == 0)
            return (*visual)->type;
    return NULL;
}

static bool uses_type(json_t *value, const char *type)
{
    size_t index;
    const char *key;
    json_t *part;
    json_array_foreach(value, index, part) if (uses_type(part, type)) return true;
    json_object_foreach(value, key, part)
    {
        const char *text = json_string_value(part);
        if ((text && strcmp(key, "type") == 0 && strcmp(text, type) == 0) || uses_type(part, type))
            return true;
    }
    return false;
}

void drawing_make(const struct examination *examination, struct drawing *drawing, const char *path,
                  const char *size)
{
    const struct visual_source visuals = {examination->registry, registry_find, registry_types};
    const struct poster_settings settings = {.size = size};
    drawing->report = report_new();
    drawing->poster = poster_new(drawing->report, examination->fonts, &visuals);
    drawing->record =
        poster_read(drawing->poster, path, &settings) ? poster_record(drawing->poster) : NULL;
}

void drawing_finish(struct drawing *drawing)
{
    poster_free(drawing->poster);
    report_free(drawing->report);
    *drawing = (struct drawing){0};
}

const struct message *drawing_find_misuse(const struct drawing *drawing)
{
    for (unsigned i = 0; i < report_count(drawing->report); i++) {
        const struct message *message = report_message(drawing->report, i);
        if (g_str_has_prefix(message->code, "canvas."))
            return message;
    }
    return NULL;
}

static void report_errors_of(const struct example *example, const struct drawing *drawing)
{
    for (unsigned i = 0; i < report_count(drawing->report); i++) {
        const struct message *message = report_message(drawing->report, i);
        if (message->severity == SEVERITY_ERROR)
            report_add(example->examination->report, SEVERITY_ERROR, "contract.example",
                       (struct place){0}, message->hint, "%s:%d:%d: %s [%s] (at %s)", example->path,
                       message->place.line, message->place.column, message->text, message->code,
                       name_size(example));
    }
    const struct message *misuse = drawing_find_misuse(drawing);
    if (misuse)
        report_add(example->examination->report, SEVERITY_ERROR, "contract.number",
                   (struct place){0}, misuse->hint, "the example, at %s: %s", name_size(example),
                   misuse->text);
}

static char *trace_of(const struct record *record)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream)
        return NULL;
    record_trace(record, stream);
    if (fclose(stream) == 0)
        return text;
    free(text);
    return NULL;
}

// Two drawings that know nothing of each other must be the same.
static void compare_traces(const struct example *example, const struct record *first)
{
    struct drawing second;
    drawing_make(example->examination, &second, example->path, example->size);
    char *a = trace_of(first);
    char *b = second.record ? trace_of(second.record) : NULL;
    if (!a || !b || strcmp(a, b) != 0) {
        size_t line = 1;
        for (size_t i = 0; a && b && a[i] == b[i]; i++)
            line += a[i] == '\n';
        report_add(example->examination->report, SEVERITY_ERROR, "contract.pure", (struct place){0},
                   "measure and draw may depend on the options and the box alone",
                   "two drawings of the example at %s differ from line %zu of their traces on",
                   name_size(example), line);
    }
    free(a);
    free(b);
    drawing_finish(&second);
}

static void check_ink(const struct example *example, const struct drawing *drawing)
{
    for (unsigned i = 0; i < poster_block_count(drawing->poster); i++) {
        hai_box box, ink;
        const char *pointer = NULL;
        if (!poster_block_ink(drawing->poster, i, &box, &ink, &pointer) || hai_box_is_empty(ink))
            continue;
        const char *type = find_type(example, pointer);
        double over = fmax(fmax(box.x - ink.x, box.y - ink.y),
                           fmax(hai_box_right(ink) - hai_box_right(box),
                                hai_box_bottom(ink) - hai_box_bottom(box)));
        if (type && over > INK_TOLERANCE)
            report_add(example->examination->report, SEVERITY_ERROR, "contract.ink",
                       (struct place){0}, "measure what is drawn, and draw inside the box",
                       "visual '%s' at %s of the example draws %.1f px beyond its box (at %s)",
                       type, pointer, over, name_size(example));
    }
}

static void check_heights(const struct example *example, const struct drawing *drawing)
{
    static const double widths[] = {1080, 810, 540, 360};
    for (unsigned i = 0; i < poster_block_count(drawing->poster); i++) {
        hai_box box, ink;
        const char *pointer = NULL;
        if (!poster_block_ink(drawing->poster, i, &box, &ink, &pointer))
            continue;
        const char *type = find_type(example, pointer);
        double before = 0;
        for (size_t j = 0; type && j < G_N_ELEMENTS(widths); j++) {
            double height = poster_block_size_at(drawing->poster, i, widths[j]).height;
            if (height < before - HEIGHT_TOLERANCE) {
                report_add(example->examination->report, SEVERITY_WARNING, "contract.narrow",
                           (struct place){0}, NULL,
                           "visual '%s' at %s of the example is %.1f px high at width %.0f, less "
                           "than the %.1f px at width %.0f",
                           type, pointer, height, widths[j], before, widths[j - 1]);
                break;
            }
            before = height;
        }
    }
}

// One part after the other: each must end further down, keep to its room, and draw within it.
static void check_parts_in(const struct example *example, const struct drawing *drawing,
                           unsigned block, const char *type, hai_space space, double whole)
{
    enum { MOST = 200, ROOM_AROUND = 100 };
    hai_part part = {.page = space.height};
    for (int i = 0; i < MOST && part.from < whole - 1; i++) {
        if (!poster_block_divide(drawing->poster, block, space, &part))
            return; // nothing more goes in, which is fair
        const char *wrong = NULL;
        if (!(part.to > part.from) || !(part.to <= whole + 1))
            wrong = "must end below where it begins, and within the whole";
        else if (!(part.height > 0) || !(part.height <= space.height + 1))
            wrong = "is not within the height that it is given";
        hai_box ink = {0};
        if (wrong == NULL) {
            hai_box box = {ROOM_AROUND, ROOM_AROUND, space.width, part.height};
            hai_size sheet = {box.width + 2 * ROOM_AROUND, box.height + 2 * ROOM_AROUND};
            const struct record *record =
                poster_block_part(drawing->poster, block, sheet, box, &part);
            ink = record_ink(record, 0, UINT_MAX);
        }
        if (!hai_box_is_empty(ink) &&
            (ink.y < ROOM_AROUND - INK_TOLERANCE ||
             hai_box_bottom(ink) > ROOM_AROUND + part.height + INK_TOLERANCE))
            wrong = "draws beyond its box";
        if (wrong != NULL) {
            report_add(
                example->examination->report, SEVERITY_ERROR, "contract.parts", (struct place){0},
                "divide and draw_part go by one plan, as measure and draw",
                "visual '%s', divided for %.0f px of height: the part from %.1f to %.1f, "
                "%.1f px high, %s (at %s)",
                type, space.height, part.from, part.to, part.height, wrong, name_size(example));
            return;
        }
        part.from = part.to;
    }
}

static void check_parts(const struct example *example, const struct drawing *drawing)
{
    static const double rooms[] = {0.25, 0.45, 0.8};
    for (unsigned i = 0; i < poster_block_count(drawing->poster); i++) {
        hai_box box, ink;
        const char *pointer = NULL;
        if (!poster_block_ink(drawing->poster, i, &box, &ink, &pointer))
            continue;
        const char *type = find_type(example, pointer);
        double whole = poster_block_measure(drawing->poster, i, (hai_space){box.width, 0}).height;
        for (size_t j = 0; type && j < G_N_ELEMENTS(rooms); j++)
            check_parts_in(example, drawing, i, type,
                           (hai_space){box.width, floor(whole * rooms[j])}, whole);
    }
}

// As pixels, small: what draws on cairo itself is only called now.
static void replay(const struct example *example, const struct record *record)
{
    const double scale = 0.1;
    hai_size size = record_size(record);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)fmin(size.width * scale + 1, 4096),
                                   (int)fmin(size.height * scale + 1, 16384));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    if (!record_replay(record, cairo, (hai_box){0, 0, size.width, size.height}, false))
        report_add(example->examination->report, SEVERITY_ERROR, "contract.example",
                   (struct place){0}, NULL, "the example cannot be painted at %s: %s",
                   name_size(example), cairo_status_to_string(cairo_status(cairo)));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void examine_size(const struct example *example)
{
    (void)g_snprintf(example->examination->stage, EXAMINE_STAGE_BYTES, "the example at %s",
                     name_size(example));
    struct drawing drawing;
    drawing_make(example->examination, &drawing, example->path, example->size);
    report_errors_of(example, &drawing);
    if (drawing.record) {
        compare_traces(example, drawing.record);
        check_ink(example, &drawing);
        check_heights(example, &drawing);
        check_parts(example, &drawing);
        replay(example, drawing.record);
    }
    drawing_finish(&drawing);
}

char *example_find(const char *plugin)
{
    char *stem = g_strndup(plugin, strlen(plugin) - (g_str_has_suffix(plugin, ".so") ? 3 : 0));
    char *path = g_strconcat(stem, ".json", NULL);
    g_free(stem);
    if (access(path, R_OK) == 0)
        return path;
    g_free(path);
    char *folder = g_path_get_dirname(plugin);
    path = g_build_filename(folder, "example.json", NULL);
    g_free(folder);
    if (access(path, R_OK) == 0)
        return path;
    g_free(path);
    return NULL;
}

void examine_example(const struct examination *examination)
{
    static const char *const sizes[] = {NULL, "360x0", "1080x0", "2000x0"};
    char *path = example_find(examination->plugin->path);
    if (!path) {
        report_add(examination->report, SEVERITY_ERROR, "contract.example", (struct place){0},
                   "put a spec that uses the plugin beside it as NAME.json",
                   "the plugin has no example");
        return;
    }
    struct example example = {
        .examination = examination, .path = path, .root = json_load_file(path, 0, NULL)};
    for (const hai_visual *const *visual = examination->plugin->visuals; *visual; visual++)
        if (!uses_type(example.root, (*visual)->type))
            report_add(examination->report, SEVERITY_ERROR, "contract.example", (struct place){0},
                       "use it in the example", "the example '%s' does not show the visual '%s'",
                       path, (*visual)->type);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        example.size = sizes[i];
        examine_size(&example);
    }
    json_decref(example.root);
    g_free(path);
}
