// SPDX-License-Identifier: MIT
//
// The themes as a list, or as a sheet: one sample poster under each of them, side by side.
#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <sysexits.h>

#include "base/paths.h"
#include "cli/cli.h"
#include "out/out.h"
#include "style/theme.h"

#define SHEET_COLUMNS 3
#define SHEET_GAP 48.0
#define SHEET_SCALE 0.6 // of the sample

static int print_themes(struct report *report)
{
    struct arena *arena = arena_new();
    const char *const *names = theme_names(arena);
    for (; names && *names; names++) {
        hai_theme *theme = theme_load(arena, report, *names, ".", (struct place){0});
        if (theme)
            printf("%-16s %s\n", *names, theme_title(theme) ? theme_title(theme) : "");
        theme_free(theme);
    }
    report_print(report, stderr, false);
    int status = status_of(report);
    arena_free(arena);
    return status;
}

// --- The sheet ---

struct sample {
    struct poster *poster;
    const struct record *record;
};

// The sample under one theme, whose names stand in its head.
static bool draw_sample(struct workbench *workbench, struct arena *arena, const char *spec,
                        const char *name, struct sample *sample)
{
    hai_theme *theme = theme_load(arena, workbench->report, name, ".", (struct place){0});
    if (!theme)
        return false;
    const char *sets[] = {arena_printf(arena, "/data/theme_title=%s", theme_title(theme)),
                          arena_printf(arena, "/data/theme_name=%s", name), NULL};
    theme_free(theme);
    const struct poster_settings settings = {.theme = name, .sets = sets};
    sample->poster = poster_new(workbench->report, workbench->fonts, &workbench->visuals);
    if (poster_read(sample->poster, spec, &settings))
        sample->record = poster_record(sample->poster);
    return sample->record != NULL;
}

static void replay_sample(cairo_t *cairo, void *data)
{
    const struct sample *sample = data;
    double left, top, right, bottom;
    cairo_scale(cairo, SHEET_SCALE, SHEET_SCALE);
    cairo_clip_extents(cairo, &left, &top, &right, &bottom);
    hai_box band = {left - 2, top - 2, right - left + 4, bottom - top + 4};
    (void)record_replay(sample->record, cairo, band, false);
}

static hai_size cell_size(const struct sample *sample)
{
    hai_size size = record_size(sample->record);
    return (hai_size){ceil(size.width * SHEET_SCALE), ceil(size.height * SHEET_SCALE)};
}

static void place_sample(hai_canvas *canvas, struct sample *sample, double x, double y)
{
    hai_size size = cell_size(sample);
    hai_box box = {0, 0, size.width, size.height};
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){.xx = 1, .yy = 1, .x0 = x, .y0 = y});
    hai_canvas_shadow(canvas, box, 0, 24, (hai_colour){0, 0, 0, 0.2f});
    hai_canvas_cairo(canvas, box, replay_sample, sample);
    hai_canvas_restore(canvas);
}

// In rows, each as high as its highest.
static const struct record *lay_sheet(struct arena *arena, struct sample *samples, unsigned count,
                                      struct report *report)
{
    const hai_colour ground = {0.86f, 0.87f, 0.89f, 1};
    unsigned columns = MIN(count, SHEET_COLUMNS);
    double width = 0, height = SHEET_GAP, tallest = 0;
    double *tops = arena_alloc(arena, count * sizeof *tops);
    for (unsigned i = 0; i < count; i++) {
        hai_size size = cell_size(&samples[i]);
        if (i % columns == 0 && i > 0) {
            height += tallest + SHEET_GAP;
            tallest = 0;
        }
        tops[i] = height;
        width = fmax(width, size.width);
        tallest = fmax(tallest, size.height);
    }
    hai_size sheet = {columns * (width + SHEET_GAP) + SHEET_GAP, height + tallest + SHEET_GAP};
    hai_canvas *canvas = canvas_new(arena, sheet, ground);
    for (unsigned i = 0; i < count; i++)
        place_sample(canvas, &samples[i], SHEET_GAP + (i % columns) * (width + SHEET_GAP), tops[i]);
    return canvas_finish(canvas, report);
}

// Themes by name or file; NULL: all that are installed.
static bool write_sheet(struct workbench *workbench, struct arena *arena, const char *const *themes,
                        const char *path)
{
    const char *folder = paths_share(arena, "themes");
    if (!themes)
        themes = theme_names(arena);
    unsigned count = g_strv_length((char **)(uintptr_t)themes);
    if (!folder || count == 0)
        return false;
    const char *spec = arena_printf(arena, "%s/sheet/sample.json", folder);
    struct sample *samples = g_new0(struct sample, count);
    bool is_right = true;
    for (unsigned i = 0; i < count; i++)
        is_right = draw_sample(workbench, arena, spec, themes[i], &samples[i]) && is_right;
    if (is_right && report_errors(workbench->report) == 0) {
        const struct out_settings out = {.format = {1, 0.75, 0}, .info = {.title = "haibao"}};
        const struct record *record = lay_sheet(arena, samples, count, workbench->report);
        is_right = out_write(record, path, &out, workbench->report);
    }
    // Messages point into the posters.
    workbench->quiet = true;
    (void)workbench_tell(workbench, is_right);
    for (unsigned i = 0; i < count; i++)
        if (samples[i].poster)
            poster_free(samples[i].poster);
    g_free(samples);
    return is_right;
}

static int run_sheet(const char *const *themes, const char *path)
{
    if (!out_is_known(path))
        return usage_error("themes", "the name '%s' does not end in .png, .pdf or .svg", path);
    struct workbench workbench = {0};
    struct arena *arena = arena_new();
    workbench_open(&workbench, NULL);
    bool is_done = workbench_open_fonts(&workbench) && write_sheet(&workbench, arena, themes, path);
    int status = is_done ? 0 : status_of(workbench.report);
    if (!is_done && status == 0)
        status = EX_SOFTWARE;
    workbench_close(&workbench);
    arena_free(arena);
    return status;
}

int command_themes(int argc, char **argv)
{
    char *output = NULL;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         "write a sheet that shows them, a .png, .pdf or .svg", "FILE"},
        {0},
    };
    struct arguments arguments = {.name = "themes",
                                  .operands = "[THEME...]",
                                  .about = "Lists the themes: name and title. With -o, draws one "
                                           "sample under each, or under those named.",
                                  .entries = entries,
                                  .most = 24};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        if (output) {
            status = run_sheet((const char *const *)arguments.rest, output);
        } else {
            struct report *report = report_new();
            status = print_themes(report);
            report_free(report);
        }
    }
    arguments_finish(&arguments);
    g_free(output);
    return status;
}
