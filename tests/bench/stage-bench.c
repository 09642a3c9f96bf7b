// SPDX-License-Identifier: MIT
//
// What each stage of a poster costs in one process, in CPU time and memory: the first time, when
// fonts are opened and glyphs drawn, and after that.
//
//     stage-bench SPEC FOLDER [RUNS]
//
// A JSON object: for each stage the first run, the least and the median of the others, in ms, and
// the most memory that the process had taken by its end the first time. A report, not a test.
#include <glib.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "draw/replay.h"
#include "layout/poster.h"
#include "out/out.h"
#include "out/packer.h"
#include "plugin/registry.h"
#include "spec/document.h"

#define BAND 64 // rows, as in the PNG writer
#define MAX_RUNS 1000

// The file is written of strips that were kept, so that it is the writing alone; a PDF is both.
enum stage { SPEC, BIND, LAYOUT, RASTER, ENCODE, WRITE, PDF, STAGES };

static const char *const names[] = {"spec", "bind", "layout", "raster", "encode", "write", "pdf"};

struct cost {
    double ms, peak_mb;
};

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

// Give the stage the time since the last one's end.
static void end_stage(struct cost costs[STAGES], enum stage stage, double *since)
{
    struct rusage usage;
    double now = now_ms();

    costs[stage].ms += now - *since;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        costs[stage].peak_mb = (double)usage.ru_maxrss / 1024;
    *since = now_ms();
}

// All bands, drawn and packed, and thrown away.
static void draw_bands(const struct bench *bench, const struct record *record, double scale,
                       struct cost costs[STAGES])
{
    double since = now_ms();
    hai_size size = record_size(record);
    int width = (int)lround(size.width * scale), height = (int)lround(size.height * scale);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, BAND);
    const struct replay_hooks hooks = {.store = bench->store->pixels};
    struct replay *replay = replay_new(record, false, &hooks);
    struct packer *packer = packer_new(width);
    for (int top = 0; top < height; top += BAND) {
        cairo_t *cairo = cairo_create(surface);
        cairo_translate(cairo, 0, -top);
        cairo_scale(cairo, scale, scale);
        (void)replay_draw(replay, cairo, (hai_box){0, top / scale, width / scale, BAND / scale});
        cairo_destroy(cairo);
        end_stage(costs, RASTER, &since);
        g_free(packer_pack(packer, cairo_image_surface_get_data(surface),
                           (size_t)cairo_image_surface_get_stride(surface),
                           MIN(BAND, height - top)));
        end_stage(costs, ENCODE, &since);
    }
    packer_free(packer);
    replay_free(replay);
    cairo_surface_destroy(surface);
}

// The spec alone: reading a poster does it once more.
static void read_spec(const struct bench *bench, struct cost costs[STAGES])
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct document document = {0};
    double since = now_ms();

    (void)document_read(&document, arena, report, bench->spec); // the poster tells what is wrong
    end_stage(costs, SPEC, &since);
    document_finish(&document);
    report_free(report);
    arena_free(arena);
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

static bool run_once(const struct bench *bench, struct cost costs[STAGES])
{
    const struct visual_source visuals = {bench->registry, registry_find, registry_types};
    const struct poster_settings settings = {0};
    read_spec(bench, costs);
    double since = now_ms();
    struct poster *poster = poster_new(bench->report, bench->fonts, &visuals);
    bool ok = poster_read(poster, bench->spec, &settings);
    end_stage(costs, BIND, &since);
    costs[BIND].ms -= costs[SPEC].ms;
    const struct record *record = ok ? poster_record(poster) : NULL;
    end_stage(costs, LAYOUT, &since);
    if (record != NULL) {
        struct poster_sheet sheet = poster_sheet(poster);
        draw_bands(bench, record, sheet.pixels, costs);
        ok = write_one(bench, record, bench->png, &sheet, true);
        since = now_ms();
        ok = write_one(bench, record, bench->png, &sheet, false) && ok;
        end_stage(costs, WRITE, &since);
        ok = write_one(bench, record, bench->pdf, &sheet, false) && ok;
        end_stage(costs, PDF, &since);
    }
    poster_free(poster);
    return ok && record != NULL;
}

static int compare_numbers(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void print_stages(struct cost (*costs)[STAGES], int runs)
{
    json_t *all = json_object();
    for (int stage = 0; stage < STAGES; stage++) {
        double sorted[MAX_RUNS];
        for (int i = 1; i < runs; i++)
            sorted[i - 1] = costs[i][stage].ms;
        qsort(sorted, (size_t)runs - 1, sizeof sorted[0], compare_numbers);
        (void)json_object_set_new(
            all, names[stage],
            json_pack("{s:f, s:f, s:f, s:f}", "first_ms", costs[0][stage].ms, "least_ms", sorted[0],
                      "median_ms", sorted[(runs - 1) / 2], "peak_mb", costs[0][stage].peak_mb));
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
    struct cost(*costs)[STAGES] = g_malloc0_n((gsize)runs, sizeof *costs);
    struct bench bench = {.report = report_new(),
                          .spec = argv[1],
                          .png = g_build_filename(argv[2], "stage.png", NULL),
                          .pdf = g_build_filename(argv[2], "stage.pdf", NULL),
                          .store = out_store_new()};
    bench.registry = registry_open(bench.report, NULL);
    bench.fonts = fonts_open(bench.report);
    bool ok = bench.fonts != NULL;
    for (long i = 0; ok && i < runs; i++)
        ok = run_once(&bench, costs[i]);
    if (ok)
        print_stages(costs, (int)runs);
    else
        report_print(bench.report, stderr, false);
    out_store_free(bench.store);
    if (bench.fonts != NULL)
        fonts_close(bench.fonts);
    registry_close(bench.registry);
    report_free(bench.report);
    g_free(bench.png);
    g_free(bench.pdf);
    g_free(costs);
    return ok ? 0 : 1;
}
