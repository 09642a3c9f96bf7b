// SPDX-License-Identifier: MIT
//
// What each stage of a poster costs in one process, in CPU time: the first time, when fonts are
// opened and glyphs drawn, and after that.
//
//     stage-bench SPEC FOLDER [RUNS]
//
// A JSON object: for each stage the first run and the median of the others, in ms. A report, not a
// test.
#include <glib.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "draw/replay.h"
#include "layout/poster.h"
#include "out/out.h"
#include "plugin/registry.h"

#define BAND 64 // rows, as in the PNG writer
#define MAX_RUNS 1000

enum stage { READ, LAYOUT, RASTER, PNG, PDF, WRITE_PNG, WRITE_PDF, STAGES };

// What is measured holds what comes before it: a stage is a difference of two of these.
static const char *const names[] = {"read_and_bind", "layout",   "raster",  "png_in_memory",
                                    "pdf_in_memory", "png_file", "pdf_file"};

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct bench {
    struct report *report;
    struct registry *registry;
    struct fonts *fonts;
    const char *spec;
    char *png, *pdf;
    struct out_store *store;
};

// All bands, thrown away.
static void draw_bands(const struct bench *bench, const struct record *record, double scale)
{
    hai_size size = record_size(record);
    int width = (int)lround(size.width * scale), height = (int)lround(size.height * scale);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, BAND);
    const struct replay_hooks hooks = {.store = bench->store->pixels};
    struct replay *replay = replay_new(record, false, &hooks);
    for (int top = 0; top < height; top += BAND) {
        cairo_t *cairo = cairo_create(surface);
        cairo_translate(cairo, 0, -top);
        cairo_scale(cairo, scale, scale);
        (void)replay_draw(replay, cairo, (hai_box){0, top / scale, width / scale, BAND / scale});
        cairo_destroy(cairo);
    }
    replay_free(replay);
    cairo_surface_destroy(surface);
}

static bool write_one(const struct bench *bench, const struct record *record, const char *path,
                      const struct poster_sheet *sheet, bool is_trial)
{
    const struct out_settings settings = {.format = {sheet->pixels, sheet->points, sheet->dpi},
                                          .store = bench->store,
                                          .threads = 1, // as in a batch
                                          .is_trial = is_trial};
    return out_write(record, path, &settings, bench->report);
}

static bool run_once(const struct bench *bench, double times[STAGES])
{
    const struct visual_source visuals = {bench->registry, registry_find, registry_types};
    const struct poster_settings settings = {0};
    double start = now_ms();
    struct poster *poster = poster_new(bench->report, bench->fonts, &visuals);
    bool ok = poster_read(poster, bench->spec, &settings);
    times[READ] = now_ms() - start;
    start = now_ms();
    const struct record *record = ok ? poster_record(poster) : NULL;
    times[LAYOUT] = now_ms() - start;
    if (record != NULL) {
        struct poster_sheet sheet = poster_sheet(poster);
        start = now_ms();
        draw_bands(bench, record, sheet.pixels);
        times[RASTER] = now_ms() - start;
        const struct {
            enum stage stage;
            const char *path;
            bool is_trial;
        } files[] = {{PNG, bench->png, true},
                     {PDF, bench->pdf, true},
                     {WRITE_PNG, bench->png, false},
                     {WRITE_PDF, bench->pdf, false}};
        for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
            start = now_ms();
            ok = write_one(bench, record, files[i].path, &sheet, files[i].is_trial) && ok;
            times[files[i].stage] = now_ms() - start;
        }
    }
    poster_free(poster);
    return ok && record != NULL;
}

static int compare_numbers(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void print_stages(double (*times)[STAGES], int runs)
{
    json_t *all = json_object();
    for (int stage = 0; stage < STAGES; stage++) {
        double sorted[MAX_RUNS];
        for (int i = 1; i < runs; i++)
            sorted[i - 1] = times[i][stage];
        qsort(sorted, (size_t)runs - 1, sizeof sorted[0], compare_numbers);
        (void)json_object_set_new(all, names[stage],
                                  json_pack("{s:f, s:f, s:f}", "first_ms", times[0][stage],
                                            "least_ms", sorted[0], "median_ms",
                                            sorted[(runs - 1) / 2]));
    }
    (void)json_dumpf(all, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(4));
    (void)putchar('\n');
    json_decref(all);
}

int main(int argc, char **argv)
{
    long runs = argc > 3 ? strtol(argv[3], NULL, 10) : 20;
    if (argc < 3 || runs < 2 || runs > MAX_RUNS) {
        fprintf(stderr, "usage: %s SPEC FOLDER [RUNS]\n", argv[0]);
        return 64;
    }
    double(*times)[STAGES] = g_malloc0_n((gsize)runs, sizeof *times);
    struct bench bench = {.report = report_new(),
                          .spec = argv[1],
                          .png = g_build_filename(argv[2], "stage.png", NULL),
                          .pdf = g_build_filename(argv[2], "stage.pdf", NULL),
                          .store = out_store_new()};
    bench.registry = registry_open(bench.report, NULL);
    bench.fonts = fonts_open(bench.report);
    bool ok = bench.fonts != NULL;
    for (long i = 0; ok && i < runs; i++)
        ok = run_once(&bench, times[i]);
    if (ok)
        print_stages(times, (int)runs);
    else
        report_print(bench.report, stderr, false);
    out_store_free(bench.store);
    if (bench.fonts != NULL)
        fonts_close(bench.fonts);
    registry_close(bench.registry);
    report_free(bench.report);
    g_free(bench.png);
    g_free(bench.pdf);
    g_free(times);
    return ok ? 0 : 1;
}
