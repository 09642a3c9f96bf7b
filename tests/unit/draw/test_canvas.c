// SPDX-License-Identifier: MIT
//
// What a canvas takes, what it leaves out, and what it says about it.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/items.h"
#include "sample.h"
#include "tests.h"

static const hai_colour black = {0, 0, 0, 1};

struct fixture {
    struct arena *arena;
    struct report *report;
    hai_canvas *canvas;
    const struct record *record;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    assert_non_null(fixture);
    fixture->arena = arena_new();
    fixture->report = report_new();
    fixture->canvas = canvas_new(fixture->arena, (hai_size){100, 100}, (hai_colour){1, 1, 1, 1});
    *state = fixture;
    return 0;
}

static const struct record *finish(struct fixture *fixture)
{
    if (fixture->record == NULL)
        fixture->record = canvas_finish(fixture->canvas, fixture->report);
    return fixture->record;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    (void)finish(fixture);
    report_free(fixture->report);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static void fill_box(hai_canvas *canvas, double x, double y, double width, double height)
{
    hai_canvas_box(canvas, (hai_box){x, y, width, height});
    hai_canvas_fill(canvas, hai_paint_colour(black));
}

static void assert_box(hai_box box, double x, double y, double width, double height)
{
    assert_float_equal(box.x, x, 1e-6);
    assert_float_equal(box.y, y, 1e-6);
    assert_float_equal(box.width, width, 1e-6);
    assert_float_equal(box.height, height, 1e-6);
}

static void assert_one_message(const struct fixture *fixture, const char *code, const char *part)
{
    assert_int_equal(report_count(fixture->report), 1);
    assert_int_equal(report_warnings(fixture->report), 1);
    assert_string_equal(report_message(fixture->report, 0)->code, code);
    assert_non_null(strstr(report_message(fixture->report, 0)->text, part));
}

static void nothing_is_a_record(void **state)
{
    const struct record *record = finish(*state);

    assert_int_equal(record->count, 0);
    assert_box(record_ink(record, 0, 10), 0, 0, 0, 0);
    assert_true(record_size(record).width == 100);
}

static void boxes_are_of_the_ink(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;
    hai_stroke round = hai_stroke_width(10);

    fill_box(canvas, 10, 20, 30, 40);
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){2, 0, 0, 2, 5, 5});
    fill_box(canvas, 10, 20, 3, 4);
    hai_canvas_restore(canvas);
    hai_canvas_arc(canvas, 50, 50, 20, 0, 7); // more than once around
    hai_canvas_fill(canvas, hai_paint_colour(black));
    round.join = round.cap = 1;
    hai_canvas_move_to(canvas, 10, 10);
    hai_canvas_line_to(canvas, 30, 10);
    hai_canvas_stroke(canvas, round, hai_paint_colour(black));
    hai_canvas_box(canvas, (hai_box){10, 10, 20, 20});
    hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(black));
    // A sharp corner: the mitre is measured.
    hai_canvas_move_to(canvas, 0, 0);
    hai_canvas_line_to(canvas, 50, 50);
    hai_canvas_line_to(canvas, 0, 100);
    hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(black));

    const struct record *record = finish(fixture);
    assert_int_equal(record->count, 6);
    assert_box(record->items[0].box, 10, 20, 30, 40);
    assert_box(record->items[1].box, 25, 45, 6, 8);
    for (int i = 0; i < 4; i++)
        assert_float_equal((&record->items[2].box.x)[i], i < 2 ? 30 : 40, 0.01);
    assert_box(record->items[3].box, 5, 5, 30, 10);
    assert_box(record->items[4].box, 9, 9, 22, 22);
    assert_float_equal(hai_box_right(record->items[5].box), 51.4142F, 0.02F);
    assert_int_equal(report_count(fixture->report), 0);
}

static void curves_have_exact_boxes(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_move_to(canvas, 0, 0);
    hai_canvas_curve_to(canvas, 0, 100, 100, 100, 100, 0); // its top is at 3/4 of its hull
    hai_canvas_fill(canvas, hai_paint_colour(black));
    assert_box(finish(fixture)->items[0].box, 0, 0, 100, 75);
}

static void clips_cut_boxes(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_save(canvas);
    hai_canvas_box(canvas, (hai_box){20, 20, 30, 30});
    hai_canvas_clip(canvas);
    fill_box(canvas, 0, 0, 30, 100);
    fill_box(canvas, 60, 60, 10, 10); // outside
    hai_canvas_clip(canvas);          // no path: all is cut away
    fill_box(canvas, 20, 20, 10, 10);
    hai_canvas_restore(canvas);
    fill_box(canvas, 0, 0, 5, 5);

    const struct record *record = finish(fixture);
    assert_int_equal(record->count, 2);
    assert_box(record->items[0].box, 20, 20, 10, 30);
    assert_int_equal(record->items[0].clip->depth, 1);
    assert_null(record->items[1].clip);
}

static void ink_is_of_the_part_asked_for(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    fill_box(canvas, 0, 0, 10, 10);
    unsigned from = canvas_mark(canvas);
    fill_box(canvas, 20, 20, 10, 10);
    hai_canvas_shadow(canvas, (hai_box){50, 50, 10, 10}, 2, 20, black);
    fill_box(canvas, 90, 95, 30, 10); // over the sheet's edge, and counted all the same
    unsigned to = canvas_mark(canvas);
    fill_box(canvas, 0, 50, 10, 10);
    assert_box(record_ink(finish(fixture), from, to), 20, 20, 100, 85);
}

static void bad_numbers_are_left_out_and_told_once(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;
    const double bad[] = {NAN, INFINITY, -INFINITY, 1e300, -1000001};
    const hai_stop stops[] = {{NAN, {0, 0, 0, 1}}};

    for (unsigned i = 0; i < HAI_COUNT(bad); i++) {
        fill_box(canvas, bad[i], 0, 1, 1);
        fill_box(canvas, 0, 0, bad[i], 1);
        hai_canvas_rounded_box(canvas, (hai_box){0, 0, 5, 5}, bad[i]);
        hai_canvas_arc(canvas, 0, 0, 1, bad[i], 1);
        hai_canvas_arc(canvas, 0, 0, bad[i], 0, 1);
        hai_canvas_line_to(canvas, bad[i], 1);
        hai_canvas_curve_to(canvas, 0, 0, 0, bad[i], 0, 0);
        hai_canvas_fill(canvas, hai_paint_colour(black));
        hai_canvas_save(canvas);
        hai_canvas_transform(canvas, (hai_matrix){bad[i], 0, 0, 1, 0, 0});
        hai_canvas_restore(canvas);
        hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
        hai_canvas_stroke(canvas, hai_stroke_width(bad[i]), hai_paint_colour(black));
        hai_canvas_shadow(canvas, (hai_box){0, 0, 1, 1}, 1, bad[i], black);
        hai_canvas_cairo(canvas, (hai_box){bad[i], 0, 0, 0}, NULL, NULL);
    }
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){NAN, 0, 0, 1}));
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){0, 0}, (hai_point){1, 1}, stops, 1));

    assert_int_equal(finish(fixture)->count, 0);
    assert_int_equal(report_count(fixture->report), 2); // canvas.call: the NULL callback
    assert_string_equal(report_message(fixture->report, 0)->code, "canvas.number");
    assert_non_null(strstr(report_message(fixture->report, 0)->text, "hai_canvas_box"));
}

static void a_million_is_the_limit(void **state)
{
    struct fixture *fixture = *state;

    fill_box(fixture->canvas, 999990, 0, 10, 10);
    assert_int_equal(canvas_mark(fixture->canvas), 1);
    fill_box(fixture->canvas, 999990, 0, 10.1, 10);
    assert_int_equal(finish(fixture)->count, 1);
    assert_one_message(fixture, "canvas.number", "1 drawing call ");
}

static void records_of_any_size_are_read(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;
    hai_paint paint = hai_paint_colour(black);
    hai_stroke pen = hai_stroke_width(1);

    // As an older plugin hands it over: what its size does not cover is not looked at.
    paint.size = offsetof(hai_paint, from);
    paint.from.x = NAN;
    paint.stop_count = 1000;
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, paint);
    pen.size = offsetof(hai_stroke, dashes);
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_stroke(canvas, pen, hai_paint_colour(black));
    assert_int_equal(canvas_mark(canvas), 2);
    // As a newer one does.
    paint = hai_paint_colour(black);
    paint.size = 4000;
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, paint);
    assert_int_equal(canvas_mark(canvas), 3);
    paint.size = 4; // no record at all
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, paint);
    assert_int_equal(finish(fixture)->count, 3);
    assert_one_message(fixture, "canvas.call", "hai_canvas_fill");
}

static void stops_and_dashes_are_bounded(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;
    hai_stop stops[MAX_STOPS + 1];
    double dashes[MAX_DASHES + 1];
    hai_stroke pen = hai_stroke_width(1);

    for (unsigned i = 0; i <= MAX_STOPS; i++)
        stops[i] = (hai_stop){i / 64.0, black};
    for (unsigned i = 0; i <= MAX_DASHES; i++)
        dashes[i] = 0.01;
    pen.dashes = dashes;
    for (uint32_t more = 0; more < 2; more++) {
        hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
        hai_canvas_fill(canvas, hai_paint_linear((hai_point){0, 0}, (hai_point){1, 1}, stops,
                                                 MAX_STOPS + more));
        pen.dash_count = MAX_DASHES + more;
        hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
        hai_canvas_stroke(canvas, pen, hai_paint_colour(black));
        assert_int_equal(canvas_mark(canvas), 2);
    }
    dashes[0] = 0.009;
    pen.dash_count = 1;
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_stroke(canvas, pen, hai_paint_colour(black));
    hai_canvas_box(canvas, (hai_box){0, 0, 1, 1});
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){0, 0}, (hai_point){1, 1}, NULL, 2));
    stops[0].at = 7; // the plugin's own array may change: ours was copied
    const struct record *record = finish(fixture);
    assert_int_equal(record->count, 2);
    assert_true(record->items[0].fill.paint.stops[0].at == 0);
}

static void ends_close_what_they_belong_to(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_group_begin(canvas, 0.5);
    hai_canvas_save(canvas);
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){2, 0, 0, 2, 0, 0});
    hai_canvas_group_end(canvas); // with two saves open
    fill_box(canvas, 1, 1, 1, 1);
    const struct record *record = finish(fixture);

    assert_int_equal(record->count, 3);
    assert_int_equal(record->items[0].mate, 1);
    assert_int_equal(record->items[1].kind, ITEM_END);
    assert_box(record->items[2].box, 1, 1, 1, 1);
    assert_one_message(fixture, "canvas.unbalanced", "2 drawing calls");
}

static void ends_without_begin_are_left_out(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_restore(canvas);
    hai_canvas_group_end(canvas);
    hai_canvas_link_end(canvas);
    hai_canvas_heading_end(canvas);
    hai_canvas_figure_end(canvas);
    assert_int_equal(finish(fixture)->count, 0);
    assert_one_message(fixture, "canvas.unbalanced", "5 drawing calls");
    assert_non_null(strstr(report_message(fixture->report, 0)->text, "hai_canvas_restore"));
}

static void finish_closes_what_is_open(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;
    hai_box box = {0, 0, 10, 10};

    hai_canvas_heading_begin(canvas, 99, "h", box);
    hai_canvas_link_begin(canvas, "https://example.org", box);
    hai_canvas_figure_begin(canvas, NULL, box); // canvas.call
    hai_canvas_group_begin(canvas, NAN);        // canvas.number, but it is a group
    fill_box(canvas, 1, 2, 3, 4);
    const struct record *record = finish(fixture);

    assert_int_equal(record->count, 9);
    assert_int_equal(record->items[0].scope.level, 6);
    assert_string_equal(record->items[2].scope.text, "");
    for (unsigned i = 0; i < 4; i++) {
        assert_int_equal(record->items[i].mate, 8 - i);
        assert_int_equal(record->items[8 - i].mate, i);
        assert_box(record->items[i].box, 1, 2, 3, 4);
    }
    assert_int_equal(report_count(fixture->report), 3);
}

static void a_fence_keeps_strangers_in(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){1, 0, 0, 1, 10, 0});
    unsigned fence = canvas_fence(canvas);
    hai_canvas_restore(canvas); // not theirs
    hai_canvas_save(canvas);
    hai_canvas_group_begin(canvas, 1); // left open
    hai_canvas_transform(canvas, (hai_matrix){1, 0, 0, 1, 50, 0});
    hai_canvas_box(canvas, (hai_box){0, 0, 500, 500}); // left unused
    canvas_unfence(canvas, fence);
    fill_box(canvas, 0, 0, 1, 1);
    hai_canvas_restore(canvas);
    fill_box(canvas, 0, 0, 1, 1);
    const struct record *record = finish(fixture);

    assert_int_equal(record->count, 4);
    assert_box(record->items[2].box, 10, 0, 1, 1);
    assert_box(record->items[3].box, 0, 0, 1, 1);
    assert_one_message(fixture, "canvas.unbalanced", "3 drawing calls");
}

static void groups_nest_to_a_bound(void **state)
{
    struct fixture *fixture = *state;

    for (int i = 0; i < 40; i++)
        hai_canvas_group_begin(fixture->canvas, 0.5);
    for (int i = 0; i < 40; i++)
        hai_canvas_group_end(fixture->canvas);
    assert_int_equal(finish(fixture)->count, 2 * 32);
    assert_one_message(fixture, "canvas.call", "8 drawing calls");
}

static void a_flat_matrix_draws_nothing(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){0, 0, 0, 0, 5, 5});
    fill_box(canvas, 0, 0, 10, 10);
    hai_canvas_move_to(canvas, 0, 0);
    hai_canvas_line_to(canvas, 10, 10);
    hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(black));
    hai_canvas_shadow(canvas, (hai_box){0, 0, 10, 10}, 3, 3, black);
    hai_canvas_restore(canvas);
    fill_box(canvas, 0, 0, 10, 10);
    assert_int_equal(finish(fixture)->count, 1);
    assert_int_equal(report_count(fixture->report), 0);
}

static void texts_become_valid_and_bounded(void **state)
{
    struct fixture *fixture = *state;
    char long_text[5000];

    memset(long_text, 'a', sizeof long_text);
    memcpy(long_text + 2047, "海", 3); // would be cut within
    long_text[sizeof long_text - 1] = '\0';
    hai_canvas_figure_begin(fixture->canvas, "a\xff", (hai_box){0, 0, 1, 1});
    hai_canvas_figure_begin(fixture->canvas, long_text, (hai_box){0, 0, 1, 1});
    hai_canvas_figure_end(fixture->canvas);
    hai_canvas_figure_end(fixture->canvas);
    const struct record *record = finish(fixture);
    assert_string_equal(record->items[0].scope.text, "a\xef\xbf\xbd");
    assert_int_equal(strlen(record->items[1].scope.text), 2047);
}

static void a_ground_lasts_to_the_end_of_its_block(void **state)
{
    struct fixture *fixture = *state;
    hai_canvas *canvas = fixture->canvas;

    unsigned fence = canvas_fence(canvas);
    hai_canvas_set_ground(canvas, black);
    assert_true(hai_canvas_ground(canvas).r == 0);
    hai_canvas_save(canvas);
    hai_canvas_set_ground(canvas, (hai_colour){1, 1, 1, 0.0F}); // which covers nothing
    assert_true(hai_canvas_ground(canvas).r == 0);
    hai_canvas_set_ground(canvas, (hai_colour){1, 0, 0, 1});
    hai_canvas_restore(canvas);
    assert_true(hai_canvas_ground(canvas).r == 0);
    canvas_unfence(canvas, fence);
    assert_true(hai_canvas_ground(canvas).r == 1); // the sheet's
    (void)finish(fixture);
}

static void null_things_are_ill_formed_calls(void **state)
{
    struct fixture *fixture = *state;

    hai_canvas_image(fixture->canvas, NULL, (hai_box){0, 0, 1, 1}, 0);
    hai_canvas_paragraph(fixture->canvas, NULL, 0, 0);
    hai_canvas_paragraph_painted(fixture->canvas, NULL, 0, 0, hai_paint_colour(black));
    hai_canvas_cairo(fixture->canvas, (hai_box){0, 0, 1, 1}, NULL, NULL);
    assert_int_equal(finish(fixture)->count, 0);
    assert_one_message(fixture, "canvas.call", "4 drawing calls");
    assert_true(hai_image_size(NULL).width == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int test_canvas(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_a_record),
        TEST(boxes_are_of_the_ink),
        TEST(curves_have_exact_boxes),
        TEST(clips_cut_boxes),
        TEST(ink_is_of_the_part_asked_for),
        TEST(bad_numbers_are_left_out_and_told_once),
        TEST(a_million_is_the_limit),
        TEST(records_of_any_size_are_read),
        TEST(stops_and_dashes_are_bounded),
        TEST(ends_close_what_they_belong_to),
        TEST(ends_without_begin_are_left_out),
        TEST(finish_closes_what_is_open),
        TEST(a_fence_keeps_strangers_in),
        TEST(groups_nest_to_a_bound),
        TEST(a_flat_matrix_draws_nothing),
        TEST(texts_become_valid_and_bounded),
        TEST(a_ground_lasts_to_the_end_of_its_block),
        TEST(null_things_are_ill_formed_calls),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
