// SPDX-License-Identifier: MIT
//
// Steps that give each row something of the rows around it, or of all of them: share, running,
// rank, moving_average, change; and bin, which needs the row alone. Each adds a column.
#include <float.h>
#include <glib.h>
#include <math.h>

#include "base/decimal.h"
#include "data/step.h"

#define MAX_WINDOW 400
#define MAX_LAG 10000

// One part of the rows at a time; `out` has a cell for every row of the frame.
typedef void window_function(struct step *step, const void *options, const struct cell *cells,
                             const int32_t *rows, int32_t count, struct cell *out);

static bool run_window(struct step *step, const struct bind_names *of,
                       const struct bind_names *within, const char *as, window_function *function,
                       const void *options)
{
    struct frame *frame = step->frame;
    if (of->count == 0)
        return step_fail(step, "data.step", NULL, NULL, "the step names no column");
    int32_t column = step_column(step, &of->items[0]);
    const int32_t *columns = step_columns(step, within);
    if (column < 0 || columns == NULL)
        return false;
    struct cell *out = frame_cells(frame);
    struct parts parts = frame_parts(frame, columns, within->count);
    for (int32_t part = 0; part < parts.count; part++)
        function(step, options, frame->column[column].cells, parts.rows + parts.starts[part],
                 parts.starts[part + 1] - parts.starts[part], out);
    parts_free(&parts);
    return step_put(step, as, step_pointer(step, "as"), out);
}

#define OF(name_, S, zh, en)                                                                       \
    BIND_NAMES(name_, S, of, .max_count = 1, .flags = HAI_REQUIRED, .help_zh = (zh),               \
               .help_en = (en))
#define AS(S) HAI_STRING("as", S, as, .help_zh = "新列名", .help_en = "Name of the new column")
#define WITHIN(S)                                                                                  \
    BIND_NAMES("within", S, within, .help_zh = "在这些列相同的行之间",                             \
               .help_en = "Only among rows that are equal in these columns")

// --- share, running ---

struct window {
    struct bind_names of, within;
    const char *as;
};

static void put_shares(struct step *step, const void *options, const struct cell *cells,
                       const int32_t *rows, int32_t count, struct cell *out)
{
    (void)options;
    struct sum sum = {0};
    for (int32_t i = 0; i < count; i++) {
        double number = step_number(step, &cells[rows[i]]);
        if (!isnan(number))
            sum_add(&sum, number);
    }
    double total = sum_value(&sum);
    for (int32_t i = 0; i < count && total != 0; i++)
        out[rows[i]] = cell_number(decimal_settle(cells[rows[i]].number / total * 100, 0));
}

static bool run_share(struct step *step, const void *options)
{
    const struct window *o = options;
    return run_window(step, &o->of, &o->within, o->as, put_shares, o);
}

static const struct window share_defaults = {.as = "share"};
static const hai_option share_options[] = {
    OF("share", struct window, "求占比的列", "The column whose shares are taken"),
    AS(struct window),
    WITHIN(struct window),
};
static const hai_item share_shape = STEP_SHAPE(struct window, &share_defaults, share_options);

const struct step_kind step_share = {
    .shape = &share_shape,
    .run = run_share,
    .example = "{\"share\": \"value\", \"as\": \"share\"}",
    .help_zh = "占合计的百分比",
    .help_en = "Share of the whole, in per cent",
};

static void put_running(struct step *step, const void *options, const struct cell *cells,
                        const int32_t *rows, int32_t count, struct cell *out)
{
    (void)options;
    struct sum sum = {0};
    for (int32_t i = 0; i < count; i++) {
        double number = step_number(step, &cells[rows[i]]);
        if (isnan(number))
            continue;
        sum_add(&sum, number);
        out[rows[i]] = cell_number(sum_value(&sum));
    }
}

static bool run_running(struct step *step, const void *options)
{
    const struct window *o = options;
    return run_window(step, &o->of, &o->within, o->as, put_running, o);
}

static const struct window running_defaults = {.as = "running"};
static const hai_option running_options[] = {
    OF("running", struct window, "累计的列", "The column that is added up"),
    AS(struct window),
    WITHIN(struct window),
};
static const hai_item running_shape = STEP_SHAPE(struct window, &running_defaults, running_options);

const struct step_kind step_running = {
    .shape = &running_shape,
    .run = run_running,
    .example = "{\"running\": \"value\", \"as\": \"total\"}",
    .help_zh = "累计:到本行为止的合计",
    .help_en = "Running total, this row included",
};

// --- rank ---

struct rank {
    struct bind_names of, within;
    const char *as;
    bool ascending;
};

struct ranking {
    const struct cell *cells;
    int sign;
};

static gint compare_ranks(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct ranking *ranking = data;
    double x = ranking->cells[*(const int32_t *)a].number;
    double y = ranking->cells[*(const int32_t *)b].number;
    return ((x > y) - (x < y)) * ranking->sign;
}

static void put_ranks(struct step *step, const void *options, const struct cell *cells,
                      const int32_t *rows, int32_t count, struct cell *out)
{
    const struct rank *o = options;
    int32_t *known = g_new(int32_t, (gsize)count + 1), size = 0;
    for (int32_t i = 0; i < count; i++)
        if (!isnan(step_number(step, &cells[rows[i]])))
            known[size++] = rows[i];
    struct ranking ranking = {cells, o->ascending ? 1 : -1};
    g_qsort_with_data(known, size, sizeof *known, compare_ranks, &ranking);
    int32_t rank = 1;
    for (int32_t i = 0; i < size; i++) {
        if (i > 0 && compare_ranks(&known[i - 1], &known[i], &ranking) != 0)
            rank = i + 1;
        out[known[i]] = cell_number(rank);
    }
    g_free(known);
}

static bool run_rank(struct step *step, const void *options)
{
    const struct rank *o = options;
    return run_window(step, &o->of, &o->within, o->as, put_ranks, o);
}

static const struct rank rank_defaults = {.as = "rank"};
static const hai_option rank_options[] = {
    OF("rank", struct rank, "排名次的列", "The column that decides"),
    AS(struct rank),
    HAI_BOOL("ascending", struct rank, ascending, .help_zh = "最小的为第一",
             .help_en = "The least is the first"),
    WITHIN(struct rank),
};
static const hai_item rank_shape = STEP_SHAPE(struct rank, &rank_defaults, rank_options);

const struct step_kind step_rank = {
    .shape = &rank_shape,
    .run = run_rank,
    .example = "{\"rank\": \"value\"}",
    .help_zh = "名次:最大的为 1,并列同名次(1、2、2、4)",
    .help_en = "Place, the largest first; equal ones share it: 1, 2, 2, 4",
};

// --- moving_average ---

struct average {
    struct bind_names of, within;
    const char *as;
    int32_t window;
    bool centred;
};

static void put_averages(struct step *step, const void *options, const struct cell *cells,
                         const int32_t *rows, int32_t count, struct cell *out)
{
    const struct average *o = options;
    int32_t before = o->centred ? (o->window - 1) / 2 : o->window - 1;
    for (int32_t i = 0; i < count; i++) {
        int32_t first = i - before;
        (void)step_number(step, &cells[rows[i]]); // counts a text once
        if (first < 0 || first + o->window > count)
            continue;
        // Anew for each row: no error of rounding is carried on.
        struct sum sum = {0};
        for (int32_t j = first; j < first + o->window; j++)
            sum_add(&sum, cells[rows[j]].number);
        out[rows[i]] = cell_number(decimal_settle(sum_value(&sum) / o->window, 0));
    }
}

static bool run_moving_average(struct step *step, const void *options)
{
    const struct average *o = options;
    if (o->centred && o->window % 2 == 0)
        return step_fail(step, "data.step", step_pointer(step, "window"), "take 3, 5, 7…",
                         "a centred window has an odd number of rows");
    return run_window(step, &o->of, &o->within, o->as, put_averages, o);
}

static const struct average average_defaults = {.as = "average", .window = 3};
static const hai_option average_options[] = {
    OF("moving_average", struct average, "求平均的列", "The column that is smoothed"),
    HAI_INT("window", struct average, window, 1, MAX_WINDOW, .help_zh = "几行",
            .help_en = "How many rows"),
    AS(struct average),
    HAI_BOOL("centred", struct average, centred, .help_zh = "本行居中,不写则为到本行为止",
             .help_en = "This row in the middle; else it is the last"),
    WITHIN(struct average),
};
static const hai_item average_shape =
    STEP_SHAPE(struct average, &average_defaults, average_options);

const struct step_kind step_moving_average = {
    .shape = &average_shape,
    .run = run_moving_average,
    .example = "{\"moving_average\": \"value\", \"window\": 7, \"as\": \"average\"}",
    .help_zh = "移动平均;两端不足处与有缺之处为缺",
    .help_en = "Moving average; missing at the ends and where a value is",
};

// --- change ---

struct change {
    struct bind_names of, within;
    const char *as;
    int32_t lag;
    bool absolute;
};

static void put_changes(struct step *step, const void *options, const struct cell *cells,
                        const int32_t *rows, int32_t count, struct cell *out)
{
    const struct change *o = options;
    for (int32_t i = 0; i < count; i++) {
        double now = step_number(step, &cells[rows[i]]);
        if (i < o->lag)
            continue;
        double then = cells[rows[i - o->lag]].number;
        double change = decimal_settle(now - then, fmax(fabs(now), fabs(then)));
        if (o->absolute)
            out[rows[i]] = cell_number(change);
        else if (then > 0)
            out[rows[i]] = cell_number(decimal_settle(change / then * 100, 0));
    }
}

static bool run_change(struct step *step, const void *options)
{
    const struct change *o = options;
    return run_window(step, &o->of, &o->within, o->as, put_changes, o);
}

static const struct change change_defaults = {.as = "change", .lag = 1};
static const hai_option change_options[] = {
    OF("change", struct change, "比较的列", "The column that is compared"),
    HAI_INT("lag", struct change, lag, 1, MAX_LAG, .help_zh = "与前几行比;逐月数据同比为 12",
            .help_en = "With how many rows before; 12 for the year before in months"),
    AS(struct change),
    HAI_BOOL("absolute", struct change, absolute, .help_zh = "增减的数量,不写则为百分比",
             .help_en = "The difference; else per cent"),
    WITHIN(struct change),
};
static const hai_item change_shape = STEP_SHAPE(struct change, &change_defaults, change_options);

const struct step_kind step_change = {
    .shape = &change_shape,
    .run = run_change,
    .example = "{\"change\": \"value\", \"lag\": 12, \"as\": \"yoy\"}",
    .help_zh = "同比、环比(%);基数为零或负则为缺",
    .help_en = "Growth in per cent; missing where the base is zero or less",
};

// --- bin ---

struct bin {
    struct bind_names of;
    const char *as, *label;
    double step, start;
};

// The lower edge of a number's bin. What is a hair below an edge by rounding alone is on it.
static double bin_edge(const struct bin *o, double number)
{
    double place = (number - o->start) / o->step, nearest = round(place);
    if (fabs(place - nearest) <= 4 * DBL_EPSILON * fmax(1, fabs(place)))
        place = nearest;
    return decimal_settle(o->start + floor(place) * o->step, number);
}

static struct cell bin_label(struct step *step, const struct bin *o, double edge)
{
    struct cell low = cell_number(edge);
    struct cell high = cell_number(decimal_settle(edge + o->step, edge));
    if (cell_is_empty(&low) || cell_is_empty(&high))
        return cell_empty();
    char from[DECIMAL_BYTES], to[DECIMAL_BYTES];
    decimal_shortest(low.number, from);
    decimal_shortest(high.number, to);
    return cell_text(arena_printf(step->arena, "%s～%s", from, to));
}

static bool run_bin(struct step *step, const void *options)
{
    const struct bin *o = options;
    struct frame *frame = step->frame;
    int32_t column = o->of.count > 0 ? step_column(step, &o->of.items[0]) : -1;
    if (column < 0)
        return false;
    struct cell *edges = frame_cells(frame), *labels = frame_cells(frame);
    for (int32_t row = 0; row < frame->rows; row++) {
        double number = step_number(step, &frame->column[column].cells[row]);
        if (isnan(number))
            continue;
        double edge = bin_edge(o, number);
        edges[row] = cell_number(edge);
        if (o->label != NULL)
            labels[row] = bin_label(step, o, edge);
    }
    bool ok = step_put(step, o->as, step_pointer(step, "as"), edges);
    if (ok && o->label != NULL)
        return step_put(step, o->label, step_pointer(step, "label"), labels);
    g_free(labels);
    return ok;
}

static const struct bin bin_defaults = {.as = "bin", .step = NAN};
static const hai_option bin_options[] = {
    OF("bin", struct bin, "分段的列", "The column of numbers"),
    HAI_NUMBER("step", struct bin, step, 1e-9, 1e15, .flags = HAI_REQUIRED, .help_zh = "段宽",
               .help_en = "Width of each bin"),
    HAI_NUMBER("start", struct bin, start, -1e15, 1e15, .help_zh = "其中一段的起点",
               .help_en = "Where one of them begins"),
    HAI_STRING("as", struct bin, as, .help_zh = "新列名,段的起点",
               .help_en = "Name of the column for the lower edges"),
    HAI_STRING("label", struct bin, label, .help_zh = "再写一列“10～20”,名为…",
               .help_en = "Name of a column for texts, as 10～20"),
};
static const hai_item bin_shape = STEP_SHAPE(struct bin, &bin_defaults, bin_options);

const struct step_kind step_bin = {
    .shape = &bin_shape,
    .run = run_bin,
    .example = "{\"bin\": \"age\", \"step\": 10, \"label\": \"ages\"}",
    .help_zh = "分段,含起点不含终点;再用 group 计数",
    .help_en = "Put numbers into bins, lower edge included; group counts them",
};
