// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "draw/items.h"
#include "tests.h"

static const hai_colour red = {1, 0, 0, 1};

static void draw_nothing(struct _cairo *cairo, void *data)
{
    (void)cairo;
    (void)data;
}

// A run without a font: a trace needs only its names.
static void draw_text(hai_canvas *canvas)
{
    static const struct face face = {.family = "Source Han", .style = "Bold"};
    static const cairo_glyph_t glyphs[] = {{1, 2, 30}, {2, 22, 30}};
    static const struct glyph_run run = {.face = &face,
                                         .size = 20,
                                         .glyphs = glyphs,
                                         .glyph_count = 2,
                                         .text = "海\"\n报!",
                                         .text_bytes = 8, // not the exclamation mark
                                         .ink = {0, 10, 40, 24},
                                         .stretch = 1};
    static const hai_paragraph paragraph = {
        .colour = {0, 0, 0, 0.5F}, .runs = &run, .run_count = 1};

    hai_canvas_heading_begin(canvas, 2, "tab\there", (hai_box){0, 0, 50, 50});
    hai_canvas_paragraph(canvas, &paragraph, 100, 200.25);
    hai_canvas_heading_end(canvas);
}

static void draw_all(hai_canvas *canvas)
{
    const double dashes[] = {4, 2.5};
    const hai_stop stops[] = {{0, red}, {0.333333, {0, 0, 0, 0}}, {1, red}};
    hai_stroke pen = {
        .size = sizeof pen, .cap = 1, .join = 2, .dash_count = 2, .width = 1.25, .dashes = dashes};

    draw_text(canvas);
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){1, 0, 0, 1, 10, -0.04});
    hai_canvas_box(canvas, (hai_box){0, 0, 5, 5});
    hai_canvas_fill(canvas, hai_paint_colour(red));
    hai_canvas_rounded_box(canvas, (hai_box){0, 0, 50, 20}, 99);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){0, 0}, (hai_point){5, 0}, stops, 3));
    hai_canvas_transform(canvas, (hai_matrix){0, 1, -1, 0, 0, 0});
    hai_canvas_move_to(canvas, 0, 0);
    hai_canvas_line_to(canvas, 10, 0);
    hai_canvas_curve_to(canvas, 1, 2, 3, 4, 5, 6);
    hai_canvas_close(canvas);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(red));
    hai_canvas_restore(canvas);
    hai_canvas_figure_begin(canvas, "", (hai_box){1, 1, 1, 1});
    hai_canvas_group_begin(canvas, 0.25);
    hai_canvas_box(canvas, (hai_box){0, 0, 8, 8});
    hai_canvas_clip(canvas);
    hai_canvas_shadow(canvas, (hai_box){2, 2, 10, 10}, 4, 6, (hai_colour){0, 0, 0, 0.1F});
    hai_canvas_cairo(canvas, (hai_box){1, 2, 3, 4}, draw_nothing, NULL);
    hai_canvas_group_end(canvas);
    hai_canvas_figure_end(canvas);
}

static const char expected[] =
    "sheet 100 x 60.5 on #ffffff\n"
    "heading 2 \"tab\\x09here\" at 0 0 50 50\n"
    "  glyphs \"海\\\"\\n报\" Source Han Bold 20 at 102 230.3 #00000080\n"
    "end\n"
    "fill box 10 0 5 5 #ff0000\n"
    "fill rounded_box 10 0 50 20 radius 10 linear 10 0 15 0 0 #ff0000 0.3333 #00000000 1 #ff0000\n"
    "stroke path M 10 0 L 10 10 C 8 1 6 3 4 5 Z width 1.3 round_caps bevel_joins dashes 4 2.5 "
    "#ff0000 matrix 0 1 -1 0 10 0\n"
    "figure \"\" at 1 1 1 1\n"
    "  group 0.25\n"
    "    shadow 2 2 10 10 radius 4 blur 6 #0000001a clip 0 0 8 8\n"
    "    cairo 1 2 3 4 clip 0 0 8 8\n"
    "  end\n"
    "end\n";

static void every_call_has_its_line(void **state)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){100, 60.46}, (hai_colour){1, 1, 1, 1});
    char *text = NULL;
    size_t size;

    (void)state;
    draw_all(canvas);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    record_trace(canvas_finish(canvas, report), out);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, expected);
    assert_int_equal(report_count(report), 0);
    free(text);
    report_free(report);
    arena_free(arena);
}

int test_trace(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_call_has_its_line)};
    return cmocka_run_group_tests_name("trace", tests, NULL, NULL);
}
