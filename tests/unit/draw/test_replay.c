// SPDX-License-Identifier: MIT
//
// Replays: bands are parts of the whole, culling is not seen, threads do not matter.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "draw/items.h"
#include "draw/replay.h"
#include "sample.h"
#include "tests.h"
#include "text/face.h"

#define WIDTH 400
#define HEIGHT 600

static struct sample_font *font;

static int open_font(void **state)
{
    (void)state;
    font = sample_any_font();
    return 0;
}

static int close_font(void **state)
{
    (void)state;
    sample_font_close(font);
    return 0;
}

static cairo_surface_t *new_surface(int height)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, height);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    return surface;
}

// Rows from `top` of the record, drawn on a surface of their own; only items that touch `band`.
static cairo_surface_t *draw(const struct record *record, int top, int height, hai_box band)
{
    cairo_surface_t *surface = new_surface(height);
    cairo_t *cairo = cairo_create(surface);

    cairo_translate(cairo, 0, -top);
    assert_true(record_replay(record, cairo, band, false));
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static cairo_surface_t *draw_whole(const struct record *record)
{
    return draw(record, 0, HEIGHT, (hai_box){-1e5, -1e5, 2e5, 2e5});
}

static const unsigned char *row_of(cairo_surface_t *surface, int y)
{
    return cairo_image_surface_get_data(surface) +
           (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
}

static unsigned pixel_at(cairo_surface_t *surface, int x, int y)
{
    uint32_t pixel;
    memcpy(&pixel, row_of(surface, y) + 4 * x, sizeof pixel);
    return pixel & 0xffffff;
}

// How many pixels of `part`, whose first row is `top` of the whole, differ from it.
static unsigned count_differences(cairo_surface_t *whole, cairo_surface_t *part, int top)
{
    unsigned count = 0;

    for (int y = 0; y < cairo_image_surface_get_height(part) && top + y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++)
            count += pixel_at(whole, x, top + y) != pixel_at(part, x, y);
    }
    return count;
}

static void bands_are_parts_of_the_whole(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = sample_record(arena, font);
    cairo_surface_t *whole = draw_whole(record);
    const int heights[] = {1, 7, 96, 250};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(heights); i++) {
        for (int top = 0; top < HEIGHT; top += heights[i]) {
            hai_box band = {0, top - 2, WIDTH, heights[i] + 4};
            cairo_surface_t *part = draw(record, top, heights[i], band);
            assert_int_equal(count_differences(whole, part, top), 0);
            cairo_surface_destroy(part);
        }
    }
    cairo_surface_destroy(whole);
    arena_free(arena);
}

static void whole_is_not_empty(void **state)
{
    struct arena *arena = arena_new();
    cairo_surface_t *whole = draw_whole(sample_record(arena, font));
    GHashTable *colours = g_hash_table_new(NULL, NULL);

    (void)state;
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++)
            g_hash_table_add(colours, GUINT_TO_POINTER(pixel_at(whole, x, y)));
    }
    assert_true(g_hash_table_size(colours) > 200);
    assert_int_equal(pixel_at(whole, 5, 130), 0xfffaf3);
    g_hash_table_destroy(colours);
    cairo_surface_destroy(whole);
    arena_free(arena);
}

static void groups_lay_down_as_one(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){WIDTH, HEIGHT}, (hai_colour){1, 1, 1, 1});

    (void)state;
    // Two overlapping boxes at half strength: where they overlap it is no darker.
    hai_canvas_group_begin(canvas, 0.5);
    hai_canvas_box(canvas, (hai_box){10, 10, 20, 20});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0, 0, 0, 1}));
    hai_canvas_box(canvas, (hai_box){20, 20, 20, 20});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0, 0, 0, 1}));
    hai_canvas_group_end(canvas);
    hai_canvas_group_begin(canvas, 0); // not at all
    hai_canvas_box(canvas, (hai_box){100, 100, 20, 20});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0, 0, 0, 1}));
    hai_canvas_group_end(canvas);
    cairo_surface_t *whole = draw_whole(canvas_finish(canvas, report));
    assert_int_equal(pixel_at(whole, 15, 15), pixel_at(whole, 25, 25));
    assert_in_range(pixel_at(whole, 25, 25) & 255, 127, 128);
    assert_int_equal(pixel_at(whole, 35, 15), 0xffffff);
    assert_int_equal(pixel_at(whole, 110, 110), 0xffffff);
    cairo_surface_destroy(whole);
    report_free(report);
    arena_free(arena);
}

static void clips_end_with_their_state(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){WIDTH, HEIGHT}, (hai_colour){1, 1, 1, 1});
    hai_paint black = hai_paint_colour((hai_colour){0, 0, 0, 1});

    (void)state;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, (hai_box){10, 10, 20, 20});
    hai_canvas_clip(canvas);
    hai_canvas_group_begin(canvas, 1);
    hai_canvas_box(canvas, (hai_box){15, 0, 100, 100});
    hai_canvas_clip(canvas);
    hai_canvas_box(canvas, (hai_box){0, 0, 100, 100});
    hai_canvas_fill(canvas, black);
    hai_canvas_group_end(canvas);
    hai_canvas_restore(canvas);
    hai_canvas_box(canvas, (hai_box){100, 100, 10, 10});
    hai_canvas_fill(canvas, black);
    cairo_surface_t *whole = draw_whole(canvas_finish(canvas, report));
    assert_int_equal(pixel_at(whole, 12, 15), 0xffffff);
    assert_int_equal(pixel_at(whole, 15, 10), 0);
    assert_int_equal(pixel_at(whole, 29, 29), 0);
    assert_int_equal(pixel_at(whole, 30, 15), 0xffffff);
    assert_int_equal(pixel_at(whole, 105, 105), 0);
    cairo_surface_destroy(whole);
    report_free(report);
    arena_free(arena);
}

static void count_call(struct _cairo *cairo, void *data)
{
    unsigned *calls = data;

    (*calls)++;
    cairo_paint(cairo); // clipped to the box
}

static void callbacks_draw_in_their_box(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){WIDTH, HEIGHT}, (hai_colour){1, 1, 1, 1});
    unsigned calls = 0;

    (void)state;
    hai_canvas_transform(canvas, (hai_matrix){2, 0, 0, 2, 0, 0});
    hai_canvas_cairo(canvas, (hai_box){10, 10, 10, 10}, count_call, &calls);
    const struct record *record = canvas_finish(canvas, report);
    cairo_surface_t *whole = draw_whole(record);
    assert_int_equal(pixel_at(whole, 20, 20), 0);
    assert_int_equal(pixel_at(whole, 39, 39), 0);
    assert_int_equal(pixel_at(whole, 19, 20), 0xffffff);
    assert_int_equal(pixel_at(whole, 40, 39), 0xffffff);
    cairo_surface_destroy(whole);
    assert_int_equal(calls, 1);
    cairo_surface_destroy(draw(record, 100, 96, (hai_box){0, 100, WIDTH, 96})); // culled
    assert_int_equal(calls, 1);
    report_free(report);
    arena_free(arena);
}

static gpointer draw_often(gpointer record)
{
    for (int i = 0; i < 20; i++)
        cairo_surface_destroy(draw_whole(record));
    return draw_whole(record);
}

static void threads_draw_the_same(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = sample_record(arena, font);
    cairo_surface_t *whole = draw_whole(record);
    GThread *threads[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new("draw", draw_often, (gpointer)(uintptr_t)record);
    for (int i = 0; i < 4; i++) {
        cairo_surface_t *other = g_thread_join(threads[i]);
        assert_int_equal(count_differences(whole, other, 0), 0);
        cairo_surface_destroy(other);
    }
    cairo_surface_destroy(whole);
    arena_free(arena);
}

static void context_is_left_as_it_was(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = sample_record(arena, font);
    cairo_surface_t *surface = new_surface(HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    cairo_matrix_t before, after;

    (void)state;
    cairo_scale(cairo, 0.5, 0.5);
    cairo_get_matrix(cairo, &before);
    for (int i = 0; i < 3; i++)
        assert_true(record_replay(record, cairo, (hai_box){0, 100 * i, 400, 100}, false));
    cairo_get_matrix(cairo, &after);
    assert_memory_equal(&before, &after, sizeof before);
    cairo_restore(cairo); // one more than saves
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_INVALID_RESTORE);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    arena_free(arena);
}

// Of any colour of any pixel.
static int worst_difference(cairo_surface_t *first, cairo_surface_t *second)
{
    int worst = 0;

    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < 4 * WIDTH; x++) {
            if (x % 4 != 3) // the byte that is not used
                worst = MAX(worst, abs(row_of(first, y)[x] - row_of(second, y)[x]));
        }
    }
    return worst;
}

// The glyphs that we draw ourselves are those that cairo would draw, in any colour, size, clip.
static void glyphs_are_as_cairo_draws_them(void **state)
{
    struct arena *arena = arena_new();
    const hai_paragraph *paragraph =
        font == NULL ? NULL : sample_paragraph(arena, font, "生产总值306.8亿元 AVfi,", 31.3);
    const hai_stop stops[] = {{0, {1, 0, 0, 1}}, {1, {0, 0, 1, 0.5F}}};
    const double scales[] = {1, 0.33, 1.459, 4};

    (void)state;
    for (unsigned i = 0; paragraph != NULL && i < 2 * G_N_ELEMENTS(scales); i++) {
        double scale = scales[i / 2];
        cairo_surface_t *ours = new_surface(HEIGHT), *theirs = new_surface(HEIGHT);
        cairo_t *cairo = cairo_create(theirs);
        struct report *report = report_new();
        hai_canvas *canvas = canvas_new(arena, (hai_size){WIDTH, HEIGHT}, (hai_colour){1, 1, 1, 1});
        hai_paint paint = i % 2 == 0
                              ? hai_paint_colour((hai_colour){0, 0.4F, 0, 0.7F})
                              : hai_paint_linear((hai_point){0, 0}, (hai_point){300, 0}, stops, 2);
        hai_canvas_arc(canvas, 100 / scale, 30 / scale, 90 / scale, 0, 7);
        hai_canvas_clip(canvas);
        hai_canvas_paragraph_painted(canvas, paragraph, 10.3 / scale, 7.8 / scale, paint);
        const struct record *record = canvas_finish(canvas, report);
        report_free(report);

        struct replay *replay = replay_new(record, false, NULL);
        cairo_t *drawn = cairo_create(ours);
        cairo_scale(drawn, scale, scale);
        assert_true(replay_draw(replay, drawn, (hai_box){0, 0, 2000, 2000}));
        replay_free(replay);
        cairo_destroy(drawn);

        cairo_font_options_t *options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_set_font_options(cairo, options);
        cairo_font_options_destroy(options);
        cairo_scale(cairo, scale, scale);
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
        replay_set_path(cairo, &record->items[0].clip->path);
        cairo_clip(cairo);
        replay_set_paint(cairo, &record->items[0].glyphs.paint);
        cairo_translate(cairo, 10.3 / scale, 7.8 / scale);
        cairo_set_font_face(cairo, face_for_cairo(paragraph->runs->face));
        cairo_set_font_size(cairo, paragraph->runs->size);
        cairo_show_glyphs(cairo, paragraph->runs->glyphs, paragraph->runs->glyph_count);
        cairo_destroy(cairo);
        // FreeType makes other lines of curves; half a pixel's shift would be 128.
        assert_true(worst_difference(theirs, ours) <= 40);
        assert_true(pixel_at(ours, 0, 0) == 0xffffff);
        cairo_surface_destroy(ours);
        cairo_surface_destroy(theirs);
    }
    arena_free(arena);
}

static void broken_contexts_are_told(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = sample_record(arena, font);
    cairo_surface_t *surface = new_surface(HEIGHT);
    cairo_t *cairo = cairo_create(surface);

    (void)state;
    cairo_surface_finish(surface);
    assert_false(record_replay(record, cairo, (hai_box){0, 0, 400, 600}, false));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    arena_free(arena);
}

int test_replay(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_is_not_empty),
        cmocka_unit_test(bands_are_parts_of_the_whole),
        cmocka_unit_test(groups_lay_down_as_one),
        cmocka_unit_test(clips_end_with_their_state),
        cmocka_unit_test(callbacks_draw_in_their_box),
        cmocka_unit_test(threads_draw_the_same),
        cmocka_unit_test(context_is_left_as_it_was),
        cmocka_unit_test(glyphs_are_as_cairo_draws_them),
        cmocka_unit_test(broken_contexts_are_told),
    };
    return cmocka_run_group_tests_name("replay", tests, open_font, close_font);
}
