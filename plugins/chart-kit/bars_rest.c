// SPDX-License-Identifier: MIT
//
// What finds no room in its part of a stack stands beside it, in the colour of the part: right of
// columns, below bars. What even so finds none is told by the legend, of the last category.
#include <math.h>

#include "chart-kit/bars_words.h"
#include "chart-kit/data.h"
#include "visual-kit/surface.h"

#define GAP 6.0          // from a part to its value
#define MOST_MOVED 30.0  // of a value, from the middle of its part
#define MOST_ASIDE 200.0 // below a bar, where order and colour tell of which part it is
#define WORDS_GAP 10.0   // between values beside each other
#define CLOSE_GAP 8.0    // where one would be left out else
#define LINES_GAP 2.0    // and below each other

static const hai_paragraph *rest_text(const hai_block *block, const struct chart_bars *bars,
                                      const struct chart_bar *bar)
{
    if (bar->text == NULL || bar->from == bar->to || bar->value == 0)
        return NULL;
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption",
                 chart_colour_name(block, chart_bar_style(bars, bar)->text), HAI_TEXT_LEFT);
    style.line_height = 1.2;
    style.weight = 500;
    return hai_paragraph_new(block, bar->text, &style, 0);
}

bool chart_bars_is_told(const struct chart_bars *bars, const struct chart_bar *bar)
{
    if (bar->text == NULL || (chart_bars_are_stacked(bars) && bar->value == 0))
        return true;
    const struct chart_label *label = chart_labels_find(bars->labels, bar->label);
    return label != NULL && label->is_placed;
}

int32_t chart_bars_untold(const struct chart_bars *bars, int32_t category)
{
    int32_t count = 0;
    for (int32_t i = 0; i < bars->bar_count; i++)
        if (category < 0 || bars->bars[i].category == category)
            count += chart_bars_is_told(bars, &bars->bars[i]) ? 0 : 1;
    return count;
}

double chart_bars_rest_height(const hai_block *block)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    return style.size * 1.2 + GAP;
}

// Values beside one stack, spread along it. Returns how many of them stand too far off their parts.
static int32_t spread_rest(const hai_block *block, const struct chart_bars *bars, int32_t category,
                           struct chart_spread *items, const hai_paragraph **texts)
{
    int32_t count = bars->data->series_count, far = 0;
    const struct chart_bar *row = &bars->bars[category * count];
    for (int32_t s = 0; s < count; s++) {
        hai_box box = row[s].box;
        texts[s] = chart_bars_is_told(bars, &row[s]) ? NULL : rest_text(block, bars, &row[s]);
        hai_size size = texts[s] != NULL ? hai_paragraph_size(texts[s]) : (hai_size){0, 0};
        items[s] = (struct chart_spread){
            .wanted = texts[s] == NULL  ? NAN
                      : bars->is_across ? box.x + box.width / 2
                                        : box.y + box.height / 2,
            .size = bars->is_across ? size.width : size.height,
        };
    }
    hai_box plot = bars->frame.plot;
    double right = hai_box_right(bars->frame.box);
    if (!bars->is_across)
        (void)chart_spread(block, items, count, LINES_GAP, plot.y, hai_box_bottom(plot) - 2);
    else if (chart_spread(block, items, count, WORDS_GAP, plot.x, right) > 0)
        (void)chart_spread(block, items, count, CLOSE_GAP, plot.x, right);
    for (int32_t s = 0; s < count; s++) {
        double moved = fabs(items[s].centre - items[s].wanted);
        bool is_far = texts[s] != NULL &&
                      (items[s].is_dropped || moved > (bars->is_across ? MOST_ASIDE : MOST_MOVED));
        texts[s] = is_far ? NULL : texts[s];
        far += is_far ? 1 : 0;
    }
    return far;
}

static void add_rest(struct chart_bars *bars, int32_t category, const struct chart_spread *items,
                     const hai_paragraph *const *texts)
{
    int32_t count = bars->data->series_count;
    struct chart_bar *row = &bars->bars[category * count];
    for (int32_t s = 0; s < count; s++) {
        hai_box box = row[s].box;
        hai_point at = bars->is_across ? (hai_point){items[s].centre, hai_box_bottom(box)}
                                       : (hai_point){hai_box_right(box), items[s].centre};
        if (texts[s] != NULL)
            row[s].label = chart_labels_add(
                bars->labels,
                (struct chart_label){.text = texts[s],
                                     .at = at,
                                     .gap = bars->is_across ? GAP / 2 : GAP,
                                     .sides = bars->is_across ? CHART_BELOW : CHART_RIGHT,
                                     .is_optional = true});
    }
}

// How wide the values are that have found no room; 0: there are none.
static double widest_rest(const hai_block *block, const struct chart_bars *bars)
{
    double widest = 0;
    for (int32_t i = 0; i < bars->bar_count; i++) {
        const hai_paragraph *text = chart_bars_is_told(bars, &bars->bars[i])
                                        ? NULL
                                        : rest_text(block, bars, &bars->bars[i]);
        widest = text != NULL ? fmax(widest, hai_paragraph_size(text).width) : widest;
    }
    return widest;
}

double chart_bars_rest_width(const hai_block *block, const struct chart_bars *bars)
{
    int32_t last = bars->bar_count - 1;
    if (!chart_bars_are_stacked(bars) || last < 0)
        return 0;
    double room = widest_rest(block, bars) + 2 * GAP, width = bars->bars[last].box.width;
    double step = bars->frame.plot.width / fmax(bars->data->category_count, 1);
    return room > 2 * GAP && room <= (step - width) * 0.9 ? room : 0;
}

void chart_bars_add_rest(const hai_block *block, struct chart_bars *bars)
{
    if (!chart_bars_are_stacked(bars) || bars->options->labels == CHART_LABELS_NONE ||
        (bars->is_across ? !bars->has_rest_below : !(bars->rest_right > 0)))
        return;
    // Beside columns stand all, or none; below a bar, as many as there is room for.
    int32_t categories = bars->data->category_count, far = 0;
    size_t series = (size_t)bars->data->series_count, count = (size_t)bars->bar_count + 1;
    struct chart_spread *items = hai_block_alloc(block, count * sizeof *items);
    const hai_paragraph **texts = hai_block_alloc(block, count * sizeof *texts);
    for (int32_t c = 0; c < categories; c++)
        far += spread_rest(block, bars, c, items + (size_t)c * series, texts + (size_t)c * series);
    if (far > 0 && !bars->is_across)
        return;
    // They have a ground over the line at zero.
    hai_box zero = bars->frame.plot;
    if (bars->is_across)
        zero = (hai_box){chart_axis_zero(&bars->frame.x) - 1, zero.y, 2,
                         zero.height + bars->frame.room.bottom};
    else
        zero = (hai_box){zero.x, chart_axis_zero(&bars->frame.y) - 1, zero.width, 2};
    chart_labels_avoid_box(bars->labels, zero);
    for (int32_t c = 0; c < categories; c++)
        add_rest(bars, c, items + (size_t)c * series, texts + (size_t)c * series);
    (void)chart_labels_place(bars->labels);
}

struct chart_legend *chart_bars_legend(const hai_block *block, const struct chart_bars *bars,
                                       int32_t category, double width)
{
    const struct chart_data *data = bars->data;
    if (category < 0)
        return chart_legend_series(block, data, bars->styles, CHART_SWATCH_BOX, width);
    const char **figures =
        hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *figures);
    for (int32_t s = 0; s < data->series_count; s++)
        figures[s] = bars->bars[category * data->series_count + s].text;
    return chart_legend_figures(block, data->category_count > 1 ? data->categories[category] : NULL,
                                chart_series_names(block, data), figures, bars->styles,
                                data->series_count, CHART_SWATCH_BOX, width);
}
