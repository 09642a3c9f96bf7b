// SPDX-License-Identifier: MIT
#include "chart-kit/both_ends.h"

#include <math.h>

#include "chart-kit/figure.h"
#include "visual-kit/surface.h"

#define GAP 20.0       // above what stands below
#define MOST_ROOMY 120 // lines that a chart grows for
#define AIR 1.2        // between their words
#define MOST_KEYED 16  // lines that a key tells

// Left and right: 3 name and figure, 2 name, 1 figure, 0 nothing. Names say more than figures.
static const int32_t words[][2] = {{3, 3}, {3, 1}, {0, 3}, {1, 2},
                                   {0, 2}, {1, 1}, {0, 0}, {2, 2}}; // the last: of numbers
#define ROWS_OF_NAMES 3
#define ROW_OF_NUMBERS 7

static const double *values_at(const struct chart_data *data, int32_t side)
{
    return data->series[side == 0 ? 0 : data->series_count - 1].values;
}

static void set_words(const hai_block *block, struct chart_both_ends *ends, int32_t row)
{
    const struct chart_data *data = ends->data;
    size_t size = ((size_t)data->category_count + 1) * sizeof *ends->sides[0];
    for (int32_t side = 0; side < 2; side++) {
        int32_t shown = words[row][side];
        const double *values = values_at(data, side);
        ends->sides[side] = hai_block_alloc(block, size);
        for (int32_t i = 0; i < data->category_count; i++) {
            const char *figure =
                shown != 2 ? chart_figure_text(block, values[i], &ends->format) : "";
            const char *name = ends->numbers != NULL ? ends->numbers[i] : data->categories[i];
            const char *said[] = {shown >= 2 ? name : "", figure};
            const char *text = hai_block_printf(block, "%s %s", said[side], said[1 - side]);
            if (shown > 0 && !isnan(values[i]))
                ends->sides[side][i] = chart_end_label_new(block, text, &ends->styles[i]);
        }
    }
}

// --- What stands below ---

// Categories by their last figure, as the lines end; what is missing last.
static int32_t *sort_rows(const hai_block *block, const struct chart_data *data)
{
    const double *last = values_at(data, 1);
    int32_t *order = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *order);
    for (int32_t i = 0; i < data->category_count; i++) {
        int32_t at = i;
        for (; at > 0 && (last[i] > last[order[at - 1]] || isnan(last[order[at - 1]])); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static const char *say_figure(const hai_block *block, const struct chart_both_ends *ends,
                              double value)
{
    return isfinite(value) ? chart_figure_text(block, value, &ends->format) : "—";
}

static const char *say_change(const hai_block *block, const struct chart_both_ends *ends,
                              int32_t row)
{
    return hai_block_printf(block, "%s → %s",
                            say_figure(block, ends, values_at(ends->data, 0)[row]),
                            say_figure(block, ends, values_at(ends->data, 1)[row]));
}

static struct chart_key *new_key(const hai_block *block, const struct chart_both_ends *ends,
                                 double width)
{
    const struct chart_data *data = ends->data;
    size_t count = (size_t)data->category_count + 1;
    const char **names = hai_block_alloc(block, count * sizeof *names);
    const char **figures = hai_block_alloc(block, count * sizeof *figures);
    struct chart_style *styles = hai_block_alloc(block, count * sizeof *styles);
    const int32_t *order = sort_rows(block, data);
    for (int32_t i = 0; i < data->category_count; i++) {
        names[i] = data->categories[order[i]];
        styles[i] = ends->styles[order[i]];
        figures[i] = say_change(block, ends, order[i]);
    }
    return chart_key_new(block, names, figures, NULL, styles, data->category_count, width);
}

// Numbers from the highest end at the right downwards, and a list of what they stand for.
static void set_numbers(const hai_block *block, struct chart_both_ends *ends, double width)
{
    const struct chart_data *data = ends->data;
    size_t count = (size_t)data->category_count + 1;
    const char **lines = hai_block_alloc(block, count * sizeof *lines);
    const int32_t *order = sort_rows(block, data);
    ends->numbers = hai_block_alloc(block, count * sizeof *ends->numbers);
    for (int32_t i = 0; i < data->category_count; i++) {
        int32_t row = order[i];
        ends->numbers[row] = hai_block_printf(block, "%d", (int)i + 1);
        lines[i] = hai_block_printf(block, "%d %s %s", (int)i + 1, data->categories[row],
                                    say_change(block, ends, row));
    }
    ends->list = chart_list_new(block, lines, data->category_count, width);
    ends->dropped = 0;
    set_words(block, ends, ROW_OF_NUMBERS);
}

// --- The words ---

static double room_at(const struct chart_both_ends *ends, int32_t side)
{
    return fmax(chart_ends_width(ends->sides[side], ends->data->category_count), 12);
}

struct chart_both_ends chart_both_ends_new(const hai_block *block, const struct chart_data *data,
                                           const struct chart_style *styles,
                                           const hai_number_format *format, double width)
{
    struct chart_both_ends ends = {.data = data, .styles = styles, .format = *format};
    int32_t count = data->category_count;
    for (int32_t row = 0; row < ROW_OF_NUMBERS; row++) {
        if (row == ROWS_OF_NAMES && count > MOST_KEYED && count <= MOST_ROOMY) {
            set_numbers(block, &ends, width);
            break;
        }
        bool is_keyed = count <= MOST_KEYED && row >= 2;
        if (is_keyed && words[row][0] + words[row][1] != 2) // the right ends' names, or nothing
            row = row < 4 ? 4 : 6;
        set_words(block, &ends, row);
        ends.dropped = is_keyed || row < 3 ? 0 : count * (row - 2);
        if (is_keyed && ends.key == NULL)
            ends.key = new_key(block, &ends, width);
        if (room_at(&ends, 0) + room_at(&ends, 1) < width * 0.76)
            break;
    }
    return ends;
}

void chart_both_ends_take_room(const struct chart_both_ends *ends, struct chart_frame *frame)
{
    frame->room.left = room_at(ends, 0);
    frame->room.right = room_at(ends, 1);
}

double chart_both_ends_tall(const struct chart_both_ends *ends)
{
    int32_t count = ends->data->category_count;
    double tall = 0;
    if (ends->key != NULL || count > MOST_ROOMY)
        return 0;
    for (int32_t i = 0; i < count; i++)
        tall += fmax(kit_height(ends->sides[0][i].text), kit_height(ends->sides[1][i].text));
    return tall * AIR;
}

double chart_both_ends_below(const struct chart_both_ends *ends)
{
    if (ends->key != NULL)
        return GAP + chart_key_height(ends->key);
    return ends->list.count > 0 ? GAP + ends->list.height : 0;
}

void chart_both_ends_place(const hai_block *block, struct chart_both_ends *ends,
                           const struct chart_frame *frame)
{
    for (int32_t side = 0; side < 2; side++) {
        for (int32_t i = 0; i < ends->data->category_count; i++)
            ends->sides[side][i].y = chart_y(frame, values_at(ends->data, side)[i]);
        ends->dropped += chart_ends_place(block, ends->sides[side], ends->data->category_count,
                                          frame->plot.y - frame->room.top,
                                          hai_box_bottom(frame->plot) + frame->room.bottom);
    }
}

void chart_both_ends_draw(const struct chart_both_ends *ends, const struct chart_frame *frame,
                          hai_canvas *canvas)
{
    int32_t count = ends->data->category_count;
    double below = hai_box_bottom(frame->box) + GAP;
    chart_ends_draw(ends->sides[0], count, frame->plot.x, true, canvas);
    chart_ends_draw(ends->sides[1], count, hai_box_right(frame->plot), false, canvas);
    if (ends->key != NULL)
        chart_key_draw(ends->key, canvas, frame->box.x, below);
    chart_list_draw(&ends->list, canvas, frame->box.x, below);
}
