// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/report.h"
#include "chart-kit/chart.h"
#include "data/table.h"
#include "layout/block.h"
#include "text/paragraph.h"

static struct poster poster;
static hai_block block = {.poster = &poster};

static int open_poster(void **state)
{
    (void)state;
    poster.arena = arena_new();
    poster.report = report_new();
    return 0;
}

static int close_poster(void **state)
{
    (void)state;
    arena_free(poster.arena);
    report_free(poster.report);
    return 0;
}

static void near(double a, double b)
{
    if (!(fabs(a - b) <= 1e-9 * fmax(1, fabs(b))))
        fail_msg("%.17g is not %.17g", a, b);
}

// --- Ticks ---

static void ticks_are_round(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        int32_t wanted;
        double first, step;
        int32_t count;
    } cases[] = {
        {0, 306.8, 5, 0, 100, 4}, {1.6, 4.9, 5, 2, 1, 4},    {-5, 105, 5, 0, 25, 5},
        {0, 1, 3, 0, 0.5, 3},     {0, 1e-9, 3, 0, 5e-10, 3}, {0.1, 99.7, 5, 0, 25, 5},
    };
    for (size_t i = 0; i < HAI_COUNT(cases); i++) {
        double first, step;
        int32_t count =
            chart_wilkinson(cases[i].low, cases[i].high, cases[i].wanted, false, &first, &step);
        near(first, cases[i].first);
        near(step, cases[i].step);
        assert_int_equal(count, cases[i].count);
    }
}

// Whatever the ends, ticks go on for ever neither in time nor in number, and enclose the data.
static void ticks_enclose_any_data(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int i = 0; i < 3000; i++) {
        double ends[2];
        for (int k = 0; k < 2; k++) {
            seed = seed * 1664525u + 1013904223u;
            double mantissa = (double)(seed >> 8) / (1 << 24) - 0.5;
            seed = seed * 1664525u + 1013904223u;
            ends[k] = mantissa * pow(10, (double)(seed >> 24) / 255 * 40 - 20);
        }
        double low = fmin(ends[0], ends[1]), high = fmax(ends[0], ends[1]);
        double first, step;
        int32_t count = chart_wilkinson(low, high, 2 + i % 9, true, &first, &step);
        assert_true(count >= 1 && count <= 60 && step > 0);
        if (count > 1) {
            assert_true(first <= low + step * 1e-6);
            assert_true(first + step * (count - 1) >= high - step * 1e-6);
        }
    }
    double first, step;
    assert_int_equal(chart_wilkinson(5, 5, 5, true, &first, &step), 1);
    assert_true(chart_wilkinson(NAN, INFINITY, 5, true, &first, &step) >= 2);
    assert_true(chart_wilkinson(-1e308, 1e308, 5, true, &first, &step) >= 1);
}

static void ticks_are_told_in_their_unit(void **state)
{
    (void)state;
    hai_number_format format = {.size = sizeof format, .decimals = -1, .scale = 1};
    struct chart_ticks ticks = chart_ticks_linear(&block, 0, 1.2e9, 4, true, &format, "元");
    assert_string_equal(ticks.unit, "亿元");
    assert_string_equal(ticks.texts[0], "0");
    near(ticks.values[1], 4e8);
    assert_string_equal(ticks.texts[1], "4");
    format = (hai_number_format){.size = sizeof format, .decimals = 2, .style = HAI_NUMBER_RATIO};
    ticks = chart_ticks_linear(&block, 0, 1, 3, true, &format, NULL);
    assert_string_equal(ticks.texts[1], "50%");
    assert_string_equal(ticks.unit, "");
    format = (hai_number_format){.size = sizeof format, .decimals = -1};
    ticks = chart_ticks_linear(&block, 0, 1, 5, true, &format, "度");
    assert_string_equal(ticks.texts[1], "0.25");
    assert_string_equal(ticks.unit, "度");
    // 万 of 万人 are 亿人.
    format = (hai_number_format){.size = sizeof format, .decimals = -1, .scale = 1};
    ticks = chart_ticks_linear(&block, 0, 142000, 4, true, &format, "万人");
    assert_string_equal(ticks.unit, "亿人");
    assert_string_equal(chart_value_text(&block, 141260, &format, "万人"), "14.13亿人");
    assert_string_equal(chart_value_text(&block, 1260582, &format, "亿元"), "126.06万亿元");
    assert_string_equal(chart_value_text(&block, 45000, &format, "万亿次"), "4.5万万亿次");
}

static void what_is_not_zero_does_not_read_zero(void **state)
{
    (void)state;
    hai_number_format format = {.size = sizeof format, .decimals = 2, .scale = 12};
    assert_string_equal(chart_value_text(&block, 3, &format, "元"), "3元");
    assert_string_equal(chart_value_text(&block, -45000, &format, "元"), "−4.5万元");
    assert_string_equal(chart_value_text(&block, 1e15, &format, "元"), "1000.00万亿元");
    assert_string_equal(chart_value_text(&block, 0, &format, "元"), "0.00万亿元");
    assert_string_equal(chart_figure_text(&block, 1.2e9, &format), "0.0012");
    assert_string_equal(chart_figure_text(&block, 45000, &format), "4.5万");
    assert_string_equal(chart_figure_text(&block, 3, &format), "<0.01");
    assert_string_equal(chart_figure_text(&block, -3, &format), ">−0.01");
    format = (hai_number_format){.size = sizeof format, .decimals = 1};
    assert_string_equal(chart_figure_text(&block, 0.03, &format), "0.03");
    format.style = HAI_NUMBER_RATIO;
    assert_string_equal(chart_figure_text(&block, 0.0002, &format), "0.02%");
    assert_string_equal(chart_figure_text(&block, 0, &format), "0.0%");
    // By the data alone: one figure among far larger ones.
    struct chart_options options = {.number = {.decimals = -1, .scale = 1}};
    double values[] = {1e15, 3};
    struct chart_series series = {.name = "", .values = values};
    struct chart_data data = {.category_count = 2, .series_count = 1, .series = &series};
    format = chart_data_format(&options, &data);
    assert_string_equal(chart_value_text(&block, 3, &format, "元"), "3元");
}

static void ticks_of_powers_and_dates(void **state)
{
    (void)state;
    hai_number_format format = {.size = sizeof format, .decimals = -1};
    struct chart_ticks ticks = chart_ticks_log(&block, 3, 40000, 6, &format, NULL);
    near(ticks.low, 1);
    near(ticks.high, 1e5);
    assert_string_equal(ticks.texts[2], "100");
    ticks = chart_ticks_time(&block, chart_time("2018"), chart_time("2023"), 6);
    assert_int_equal(ticks.count, 6);
    assert_string_equal(ticks.texts[5], "2023年");
    ticks = chart_ticks_time(&block, chart_time("2020-11"), chart_time("2021-04"), 6);
    assert_string_equal(ticks.texts[0], "2020年11月");
    assert_string_equal(ticks.texts[1], "12月");
    assert_string_equal(ticks.texts[2], "2021年1月");
}

// --- Scales ---

static void scales_map_and_back(void **state)
{
    (void)state;
    struct chart_scale scale = {.kind = CHART_SCALE_LINEAR, .from = 0, .to = 10, .start = 100};
    near(chart_scale_map(&scale, 2.5), 75);
    near(chart_scale_invert(&scale, 75), 2.5);
    scale = (struct chart_scale){.kind = CHART_SCALE_LOG, .from = 1, .to = 1000, .end = 300};
    near(chart_scale_map(&scale, 100), 200);
    near(chart_scale_invert(&scale, 200), 100);
    assert_true(isnan(chart_scale_map(&scale, 0)));
    scale = (struct chart_scale){.kind = CHART_SCALE_SQRT, .from = 0, .to = 100, .end = 10};
    near(chart_scale_map(&scale, 25), 5);
    scale = (struct chart_scale){.kind = CHART_SCALE_SYMLOG, .from = -99, .to = 99, .end = 4};
    near(chart_scale_map(&scale, 0), 2);
    near(chart_scale_invert(&scale, chart_scale_map(&scale, -9)), -9);
    scale = (struct chart_scale){.kind = CHART_SCALE_BAND, .count = 4, .end = 400, .padding = 0.25};
    near(chart_scale_map(&scale, 0), 50);
    near(chart_scale_bandwidth(&scale), 75);
    scale = (struct chart_scale){.kind = CHART_SCALE_POINT, .count = 5, .end = 400};
    near(chart_scale_map(&scale, 4), 400);
    near(chart_scale_invert(&scale, 100), 1);
    scale.count = 1;
    near(chart_scale_map(&scale, 0), 200);
    scale = (struct chart_scale){.kind = CHART_SCALE_LINEAR, .from = 3, .to = 3, .end = 10};
    near(chart_scale_map(&scale, 3), 5);
}

static void dates_are_read(void **state)
{
    (void)state;
    near(chart_time("1970-01-01"), 0);
    near(chart_time("2000"), 10957);
    near(chart_time("2000-03"), 11017);
    near(chart_time("2000年3月1日"), 11017);
    near(chart_time("20000301"), 11017);
    near(chart_time("2000/3/1"), 11017);
    near(chart_time("2000Q2"), 11048);
    near(chart_time("2000年二季度"), 11048);
    near(chart_time("2000年第2季度"), 11048);
    near(chart_time("1970-01-01 12:00"), 0.5);
    static const char *const none[] = {"",        "甲",    "12",         "2021-13", "2021-02-30",
                                       "2021年x", "20210", "2021-02-2x", "2021Q5"};
    for (size_t i = 0; i < HAI_COUNT(none); i++)
        assert_true(isnan(chart_time(none[i])));
    for (int32_t days = -800000; days < 800000; days += 997) {
        int32_t year, month, day;
        chart_time_split(days, &year, &month, &day);
        near(chart_time_join(year, month, day), days);
    }
    near(chart_time_join(2021, 14, 1), chart_time("2022-02"));
    near(chart_time_join(2021, -1, 1), chart_time("2020-11"));
}

// --- Statistics ---

static void courses_are_known(void **state)
{
    (void)state;
    static struct {
        const char *names[3];
        bool is_course;
    } cases[] = {
        {{"2021年", "2022年", "2023年"}, true},  {{"2021", "2022", "2024"}, true},
        {{"1月", "2月", "3月"}, true},           {{"一季度", "二季度", "三季度"}, true},
        {{"金水区", "惠济区", "中原区"}, false}, {{"2023年", "金水区", "2021年"}, false},
        {{"2023", "2022", "2021"}, false},       {{"甲", "乙", "月"}, false},
    };
    for (size_t i = 0; i < HAI_COUNT(cases); i++) {
        struct chart_data data = {.category_count = 3, .categories = cases[i].names};
        assert_int_equal(chart_is_course(&data), cases[i].is_course);
    }
    struct chart_data one = {.category_count = 1, .categories = cases[0].names};
    assert_false(chart_is_course(&one));
}

static void few_points_look_like_all(void **state)
{
    (void)state;
    enum { ALL = 5000, FEW = 100 };
    static double x[ALL], y[ALL];
    static int32_t kept[FEW];
    for (int i = 0; i < ALL; i++) {
        x[i] = i;
        y[i] = sin(i / 300.0);
    }
    y[2345] = 50; // one that must not be lost
    assert_int_equal(chart_lttb(x, y, ALL, FEW, kept), FEW);
    bool has_peak = false;
    for (int i = 1; i < FEW; i++) {
        assert_true(kept[i] > kept[i - 1]);
        has_peak = has_peak || kept[i] == 2345;
    }
    assert_true(has_peak);
    assert_int_equal(kept[0], 0);
    assert_int_equal(kept[FEW - 1], ALL - 1);
    assert_int_equal(chart_lttb(x, y, 3, FEW, kept), 3);
    assert_int_equal(chart_lttb(x, y, ALL, 2, kept), 2);
    assert_int_equal(kept[1], ALL - 1);
}

static void boxes_after_tukey(void **state)
{
    (void)state;
    static const double values[] = {7, NAN, 1, 3, 5, 100, 9};
    int32_t count = HAI_COUNT(values);
    const double *sorted = chart_sorted(&block, values, &count);
    assert_int_equal(count, 6);
    near(chart_quantile(sorted, count, 0.5), 6);
    near(chart_quantile(sorted, count, 0.25), 3.5);
    struct chart_box_stats stats = chart_box_stats(sorted, count);
    near(stats.high, 9);
    near(stats.low, 1);
    assert_int_equal(stats.last_inside, 4);
    assert_true(isnan(chart_box_stats(sorted, 0).median));
    struct chart_bins bins = chart_bins_new(&block, sorted, count, 5);
    double total = 0;
    for (int32_t i = 0; i < bins.count; i++)
        total += bins.counts[i];
    near(total, count);
    static double density[401];
    chart_density(sorted, 5, 1, -50, 60, density, 401);
    double area = 0;
    for (int i = 0; i < 401; i++)
        area += density[i] * 110 / 400;
    assert_true(fabs(area - 1) < 0.01);
    static const double x[] = {1, 2, 3, NAN}, y[] = {3, 5, 7, 1};
    double slope, intercept, r2;
    assert_true(chart_fit_line(x, y, 4, &slope, &intercept, &r2));
    near(slope, 2);
    near(intercept, 1);
    near(r2, 1);
    assert_false(chart_fit_line(x, y, 1, &slope, &intercept, &r2));
}

// --- Data ---

static struct chart_data *read_rows(const char *rows, struct chart_options *options)
{
    json_t *json = json_loads(rows, 0, NULL);
    assert_non_null(json);
    options->rows = table_from_json(poster.arena, poster.report, json, &poster.document.source, "");
    json_decref(json);
    assert_non_null(options->rows);
    options->label = hai_table_find_column(options->rows, "label");
    options->value = hai_table_find_column(options->rows, "value");
    options->series = hai_table_find_column(options->rows, "series");
    return chart_data_read(&block, options);
}

static void tables_are_series_by_categories(void **state)
{
    (void)state;
    struct chart_options options = {0};
    struct chart_data *data = read_rows(
        "[[\"label\",\"一产\",\"注\",\"二产\"],[\"2020\",1,\"x\",2],[\"2020\",3,\"\",null]]",
        &options);
    assert_int_equal(data->series_count, 2);
    assert_int_equal(data->category_count, 2); // a row each, though named alike
    assert_string_equal(data->series[1].name, "二产");
    assert_true(isnan(data->series[1].values[1]));

    data = read_rows("[{\"label\":\"甲\",\"series\":\"b\",\"value\":1},"
                     "{\"label\":\"乙\",\"series\":\"a\",\"value\":2},"
                     "{\"label\":\"甲\",\"series\":\"b\",\"value\":4}]",
                     &options);
    assert_string_equal(data->series[0].name, "b");
    near(data->series[0].values[0], 5); // summed
    assert_true(isnan(data->series[0].values[1]));

    options.top = 2;
    options.sort = CHART_SORT_FALLING;
    data = read_rows("[{\"label\":\"甲\",\"value\":1},{\"label\":\"乙\",\"value\":2},"
                     "{\"label\":\"丙\",\"value\":9},{\"label\":\"丁\",\"value\":3},"
                     "{\"label\":\"戊\",\"value\":null}]",
                     &options);
    assert_int_equal(data->category_count, 3);
    assert_string_equal(data->categories[0], "丙");
    assert_int_equal(data->order[0], 0); // the first of those that are seen
    assert_string_equal(data->categories[2], CHART_OTHERS);
    near(data->series[0].values[2], 3);
    assert_true(chart_is_highlit("largest", data->categories, data->series[0].values, 3, 0));
    assert_true(chart_is_highlit("甲、丁", data->categories, NULL, 3, 1));
    assert_false(chart_is_highlit("甲", data->categories, NULL, 3, 1));
}

static struct chart_data grid(int32_t series, int32_t categories, const double *values)
{
    struct chart_data data = {.series_count = series, .category_count = categories};
    data.series = hai_block_alloc(&block, (size_t)series * sizeof *data.series);
    for (int32_t s = 0; s < series; s++) {
        double *row = hai_block_alloc(&block, (size_t)categories * sizeof *row);
        memcpy(row, values + s * categories, (size_t)categories * sizeof *row);
        data.series[s] = (struct chart_series){.name = "", .values = row, .order = s};
    }
    return data;
}

static void stacks_lie_on_each_other(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 3, NAN, -2, 4};
    struct chart_data data = grid(2, 3, values);
    struct chart_stack stack = chart_stack_new(&block, &data, CHART_OFFSET_DIVERGING);
    near(stack.from[3], 1); // missing: flat on the first
    near(stack.to[3], 1);
    near(stack.from[4], 0); // negative: down from zero
    near(stack.to[4], -2);
    near(stack.to[5], 7);
    stack = chart_stack_new(&block, &data, CHART_OFFSET_PERCENT);
    near(stack.to[5], 1);
    near(stack.low, -0.5);
    stack = chart_stack_new(&block, &data, CHART_OFFSET_SILHOUETTE);
    near(stack.from[2], -3.5);
    near(stack.to[5], 3.5);
    // Two streams that grow alike: the baseline of least wiggle falls as fast as the top rises.
    static const double streams[] = {1, 2, 3, 1, 2, 3};
    data = grid(2, 3, streams);
    stack = chart_stack_new(&block, &data, CHART_OFFSET_WIGGLE);
    near(stack.from[2] - stack.from[1], -1);
    near(stack.to[5] - stack.from[2], 6);
}

// --- Labels ---

static void labels_are_pushed_apart(void **state)
{
    (void)state;
    struct chart_spread items[] = {{.wanted = 50, .size = 20},
                                   {.wanted = 52, .size = 20},
                                   {.wanted = 5, .size = 20},
                                   {.wanted = 200, .size = 20}};
    assert_int_equal(chart_spread(&block, items, 4, 0, 0, 300), 0);
    near(items[0].centre, 41); // both give way by as much
    near(items[1].centre, 61);
    near(items[2].centre, 10); // bounded
    near(items[3].centre, 200);
    struct chart_spread many[] = {{.wanted = 10, .size = 20, .priority = 2},
                                  {.wanted = 20, .size = 20, .priority = 1},
                                  {.wanted = 30, .size = 20, .priority = 3}};
    assert_int_equal(chart_spread(&block, many, 3, 4, 0, 50), 1);
    assert_true(many[1].is_dropped);
    assert_true(many[2].centre - many[0].centre >= 24 - 1e-9);
    assert_true(many[0].centre >= 10 - 1e-9 && many[2].centre <= 40 + 1e-9);
}

static bool overlaps(hai_box a, hai_box b)
{
    return a.x < hai_box_right(b) && b.x < hai_box_right(a) && a.y < hai_box_bottom(b) &&
           b.y < hai_box_bottom(a);
}

static void labels_never_overlap(void **state)
{
    (void)state;
    static const struct hai_paragraph text = {.size = {60, 24}, .line_count = 1};
    hai_box bounds = {30, 40, 600, 400}, mark = {100, 100, 80, 80};
    struct chart_labels *labels = chart_labels_new(&block, bounds);
    chart_labels_take_box(labels, mark);
    enum { COUNT = 120 };
    uint32_t seed = 7;
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1664525u + 1013904223u;
        hai_point at = {30 + (seed >> 16) % 600, 40 + (seed >> 4) % 400};
        chart_labels_add(labels, (struct chart_label){.text = &text,
                                                      .at = at,
                                                      .gap = 6,
                                                      .sides = CHART_AROUND,
                                                      .priority = i == 60 ? 1 : 0,
                                                      .may_lead = true});
    }
    int32_t dropped = chart_labels_place(labels), placed = 0;
    for (int i = 0; i < COUNT; i++) {
        const struct chart_label *label = chart_labels_find(labels, i);
        placed += label->is_placed;
        if (!label->is_placed)
            continue;
        assert_false(overlaps(label->box, mark));
        assert_true(label->box.x >= bounds.x - 0.1 && label->box.y >= bounds.y - 0.1);
        assert_true(hai_box_right(label->box) <= hai_box_right(bounds) + 0.1);
        assert_true(hai_box_bottom(label->box) <= hai_box_bottom(bounds) + 0.1);
        for (int k = 0; k < i; k++)
            assert_false(chart_labels_find(labels, k)->is_placed &&
                         overlaps(label->box, chart_labels_find(labels, k)->box));
    }
    assert_int_equal(placed + dropped, COUNT);
    assert_true(placed > 60);
    assert_true(chart_labels_find(labels, 60)->is_placed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(ticks_enclose_any_data),
        cmocka_unit_test(ticks_are_told_in_their_unit),
        cmocka_unit_test(what_is_not_zero_does_not_read_zero),
        cmocka_unit_test(ticks_of_powers_and_dates),
        cmocka_unit_test(scales_map_and_back),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(courses_are_known),
        cmocka_unit_test(few_points_look_like_all),
        cmocka_unit_test(boxes_after_tukey),
        cmocka_unit_test(tables_are_series_by_categories),
        cmocka_unit_test(stacks_lie_on_each_other),
        cmocka_unit_test(labels_are_pushed_apart),
        cmocka_unit_test(labels_never_overlap),
    };
    return cmocka_run_group_tests(tests, open_poster, close_poster);
}
