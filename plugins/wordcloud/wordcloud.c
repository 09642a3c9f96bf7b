// SPDX-License-Identifier: MIT
//
// Words as large as they are frequent, the most frequent in the middle: their areas go with their
// weights. Words of Chinese characters may stand upright. The largest size is the largest at which
// all words find room; where even the smallest does not help, the cloud gets higher.
#include <stdlib.h>
#include <string.h>

#include "chart-kit/chart.h"
#include "packing.h"

#define REFERENCE 100.0 // px at which words are measured
#define SMALLEST_ROLE "caption"
#define LARGEST 0.42 // of the height, in px of the em
#define WIDEST 0.9   // of the width, that a word takes
#define FILLED 0.84  // of the shape, by which the search for a size begins
#define TRIES 6      // of a size
#define ROW_TRIES 12 // of a size in rows, which cost little
#define GROW 1.25    // of the height, where the smallest size is too large
#define MAX_GROWTHS 12
#define TALL 1.5      // of the width
#define NARROW_EMS 14 // of the smallest size: words go into rows
#define ROWS_GROW 1.4 // of the height that rows of the smallest size have, for sizes to differ
#define OVERTAKE 1.25 // of the size of a more frequent word in lines, that a word may have
#define GAP 3.0       // around a word, and so much of its size more:
#define GAP_SHARE 0.05
#define LEAST_HEIGHT 80.0
#define UPRIGHT_MOST 6 // characters of a word that stands upright
#define LYING_LEAST 4  // the largest words are read first, and across

struct wordcloud {
    struct chart_options chart;
    int32_t shape; // enum packing_shape
    int32_t words, seed;
    double upright;
};

static const struct wordcloud defaults = {
    .chart = {CHART_DEFAULTS, .height = 440}, .words = 60, .seed = 1, .upright = 0.25};

static const char *const shapes[] = {"ellipse", "rectangle", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct wordcloud, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct wordcloud, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "词语列", .help_en = "Column of words"),
    HAI_COLUMN("value", struct wordcloud, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "词频列,同一词语的合并计算",
               .help_en = "Column of weights; those of the same word are summed"),
    HAI_COLUMN("series", struct wordcloud, chart.series, "series", .help_zh = "分组列,各组一种颜色",
               .help_en = "Column of groups, each of one colour"),
    HAI_STRING("unit", struct wordcloud, chart.unit, .help_zh = "词频的单位,用于替代文字",
               .help_en = "Unit of the weights, for the alternative text"),
    HAI_CHOICE("shape", struct wordcloud, shape, shapes, .help_zh = "外形:椭圆、矩形",
               .help_en = "Shape of the cloud"),
    HAI_INT("words", struct wordcloud, words, 1, 300, .help_zh = "最多几个词",
            .help_en = "At most so many words, the largest"),
    HAI_NUMBER("upright", struct wordcloud, upright, 0, 1, .help_zh = "竖排词语的比例",
               .help_en = "Share of words that stand upright"),
    HAI_INT("seed", struct wordcloud, seed, 0, 100000, .help_zh = "换一个数,就换一种排法",
            .help_en = "Another number is another arrangement"),
    HAI_COLOUR("colour", struct wordcloud, chart.colour, .help_zh = "主色",
               .help_en = "Colour of what matters"),
    HAI_LIST("colours", struct wordcloud, chart.colours, &chart_named_colour_item, .max_count = 256,
             .help_zh = "按词语或分组指定颜色", .help_en = "Colours by word or group"),
    HAI_STRING("highlight", struct wordcloud, chart.highlight,
               .help_zh = "突出哪些词,以顿号分开;不写时为最大的词",
               .help_en = "Which words stand out, parted by 、; else the largest"),
    CHART_SIZE_OPTIONS(struct wordcloud, chart),
    CHART_LEGEND_OPTION(struct wordcloud, chart),
};

struct word {
    const char *name;
    const char *group;
    double weight;
    int32_t number; // of its first appearance
    double share;   // of the largest size
    double tone;    // 0..1, which of the colours
    bool is_upright;
    hai_colour colour;
    hai_size reference; // of its ink at the size of reference
    bool is_broken;     // into lines, at the smallest size: it is too long for one
    double size;
    hai_box box; // of its ink, and the gap around it
    bool is_placed;
    const hai_paragraph *text;
    hai_point at; // of the paragraph
};

struct plan {
    struct word *words;
    int32_t count; // 0: no data
    struct chart_frame frame;
    int32_t dropped;
    int32_t left_out; // beyond the most that are wanted
};

CHART_CHECK(struct wordcloud)

// --- Words ---

static double smallest_size(const hai_block *block)
{
    return hai_theme_type(hai_block_theme(block), SMALLEST_ROLE).size;
}

static int compare_names(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int compare_weights(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

// The largest words, each once, the largest first.
static void read_words(const hai_block *block, const struct wordcloud *cloud, struct plan *plan)
{
    const struct chart_options *chart = &cloud->chart;
    int32_t rows = hai_table_rows(chart->rows), count = 0, kept = 0;
    struct word *words = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *words);
    for (int32_t i = 0; i < rows; i++) {
        struct word word = {.name = hai_table_text(chart->rows, i, chart->label),
                            .group = hai_table_text(chart->rows, i, chart->series),
                            .weight = hai_table_number(chart->rows, i, chart->value),
                            .number = i};
        if (word.name[0] != '\0' && isfinite(word.weight))
            words[count++] = word;
    }
    qsort(words, (size_t)count, sizeof *words, compare_names);
    for (int32_t i = 0; i < count; i++) {
        if (kept > 0 && strcmp(words[kept - 1].name, words[i].name) == 0)
            words[kept - 1].weight += words[i].weight;
        else
            words[kept++] = words[i];
    }
    qsort(words, (size_t)kept, sizeof *words, compare_weights);
    plan->words = words;
    plan->count = kept < cloud->words ? kept : cloud->words;
    plan->left_out = kept - plan->count;
}

// The number of characters of a word that has none but Chinese ones; 0: it has others.
static int32_t count_han(const char *word)
{
    int32_t count = 0;
    for (const unsigned char *at = (const unsigned char *)word; *at != '\0'; at++) {
        // U+3400 to U+9FFF are E3 90 80 to E9 BF BF; what follows a first byte is below C0.
        if (*at < 0x80 || *at >= 0xEA || (*at >= 0xC0 && *at < 0xE3) ||
            (*at == 0xE3 && at[1] < 0x90))
            return 0;
        count += *at >= 0xE3 ? 1 : 0;
    }
    return count;
}

// In a narrow place a spiral leaves both sides empty.
static bool is_narrow(const hai_block *block, double width)
{
    return width < NARROW_EMS * smallest_size(block);
}

static void shape_words(const hai_block *block, const struct wordcloud *cloud, struct plan *plan)
{
    bool is_lying = is_narrow(block, plan->frame.box.width);
    double most = plan->count > 0 ? plan->words[0].weight : 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        word->share = most > 0 ? sqrt(fmax(word->weight, 0) / most) : 1;
        word->tone = packing_noise((uint32_t)cloud->seed + 2, (uint32_t)i);
        int32_t length = count_han(word->name);
        word->is_upright = !is_lying && i >= (cloud->upright < 1 ? LYING_LEAST : 1) &&
                           length >= 2 && length <= UPRIGHT_MOST &&
                           packing_noise((uint32_t)cloud->seed + 3, (uint32_t)i) < cloud->upright;
    }
}

// --- Colours ---

static hai_colour named_colour(const hai_theme *theme, const struct chart_options *chart,
                               const char *name, hai_colour otherwise)
{
    const struct chart_named_colour *items = chart->colours.items;
    for (uint32_t i = 0; i < chart->colours.count; i++)
        if (items[i].name != NULL && items[i].colour != NULL && strcmp(items[i].name, name) == 0)
            return hai_theme_colour(theme, items[i].colour);
    return otherwise;
}

// What stands out is in the main colour, the rest in quiet ones of several depths: a cloud of one
// colour is a blot, one of eight says that colours mean something.
static void colour_words(const hai_block *block, const struct wordcloud *cloud, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour main = chart_readable(theme, hai_theme_colour(theme, cloud->chart.colour));
    hai_colour ink = hai_theme_colour(theme, "ink"), weak = hai_theme_colour(theme, "weak");
    hai_colour tones[] = {weak, hai_colour_mix(ink, weak, 0.4), hai_colour_mix(main, ink, 0.45),
                          hai_colour_mix(main, weak, 0.5)};
    const char *highlight = cloud->chart.highlight;
    if (highlight == NULL || highlight[0] == '\0')
        highlight = "first";
    const char **names = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *names);
    for (int32_t i = 0; i < plan->count; i++)
        names[i] = plan->words[i].name;
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        size_t tone = (size_t)(word->tone * (double)HAI_COUNT(tones));
        word->colour = chart_is_highlit(highlight, names, NULL, plan->count, i)
                           ? main
                           : chart_readable(theme, tones[tone]);
        word->colour =
            chart_readable(theme, named_colour(theme, &cloud->chart, word->name, word->colour));
    }
}

// Each group has a colour, told by a legend.
static void colour_groups(const hai_block *block, const struct wordcloud *cloud, struct plan *plan,
                          double width)
{
    const hai_theme *theme = hai_block_theme(block);
    size_t room = (size_t)plan->count + 1;
    const char **groups = hai_block_alloc(block, room * sizeof *groups);
    struct chart_style *styles = hai_block_alloc(block, room * sizeof *styles);
    int32_t count = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        int32_t at = 0;
        while (at < count && strcmp(groups[at], word->group) != 0)
            at++;
        if (at == count) {
            groups[count] = word->group;
            styles[count].colour =
                named_colour(theme, &cloud->chart, word->group, chart_categorical(theme, count));
            styles[count].text = chart_readable(theme, styles[count].colour);
            count++;
        }
        word->colour = named_colour(theme, &cloud->chart, word->name, styles[at].colour);
        word->colour = chart_readable(theme, word->colour);
    }
    if (cloud->chart.legend != CHART_LEGEND_NONE && count > 1)
        plan->frame.legend =
            chart_legend_new(block, groups, styles, count, CHART_SWATCH_DOT, width);
}

// --- Sizes and places ---

static hai_text_style word_style(const hai_block *block, const struct word *word, double size)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "card");
    style.size = size;
    style.line_height = 1.2;
    style.align = word->is_broken ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_LEFT;
    style.weight = word->share > 0.62 ? 900 : word->share > 0.4 ? 700 : 500;
    style.direction = word->is_upright ? HAI_TEXT_VERTICAL : HAI_TEXT_HORIZONTAL;
    return style;
}

static const hai_paragraph *set_word(const hai_block *block, const struct word *word, double size,
                                     double width)
{
    hai_text_style style = word_style(block, word, size);
    return hai_paragraph_new(block, word->name, &style, word->is_broken ? width * WIDEST : 0);
}

static void measure_words(const hai_block *block, struct plan *plan, double width)
{
    double smallest = smallest_size(block);
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        hai_box ink = hai_paragraph_ink(set_word(block, word, REFERENCE, width));
        word->is_broken = ink.width * smallest / REFERENCE > width * WIDEST;
        double scale = 1;
        if (word->is_broken) {
            ink = hai_paragraph_ink(set_word(block, word, smallest, width));
            scale = REFERENCE / smallest;
        }
        word->reference = (hai_size){ink.width * scale, ink.height * scale};
    }
}

// The size of a word where the largest has `largest`. What would be wider than the cloud is set
// smaller, and then the less frequent ones are not larger than it.
static double size_of(const struct word *word, double largest, double smallest, double width,
                      double *least)
{
    double wide = word->reference.width / REFERENCE;
    double most = wide > 0 ? width * WIDEST / wide : largest;
    double size = word->is_broken ? 0 : fmin(largest * word->share, fmin(most, *least));
    size = fmax(floor(size * 2) / 2, smallest);
    *least = fmin(*least, word->is_broken ? size * OVERTAKE : size);
    return size;
}

// In a tall and narrow place words stand one above the other, and an ellipse would only push them
// farther up and down.
static enum packing_shape shape_of(const struct wordcloud *cloud, hai_box bounds)
{
    return bounds.height > bounds.width * TALL ? PACKING_RECTANGLE
                                               : (enum packing_shape)cloud->shape;
}

// What a word takes at its size, with the gap around it.
static hai_size room_of(const struct word *word)
{
    double gap = 2 * (GAP + GAP_SHARE * word->size), scale = word->size / REFERENCE;
    return (hai_size){word->reference.width * scale + gap, word->reference.height * scale + gap};
}

// Pack them at a size. Returns how many found no place; with `has_to_fit` it stops at the first.
static int32_t pack(const hai_block *block, const struct wordcloud *cloud, struct plan *plan,
                    hai_box bounds, double largest, bool has_to_fit)
{
    double smallest = smallest_size(block);
    struct packing packing =
        packing_new(block, bounds, shape_of(cloud, bounds), (uint32_t)cloud->seed, plan->count);
    int32_t dropped = 0;
    double least = INFINITY;
    for (int32_t i = 0; i < plan->count && (dropped == 0 || !has_to_fit); i++) {
        struct word *word = &plan->words[i];
        word->size = size_of(word, largest, smallest, bounds.width, &least);
        word->is_placed = packing_place(&packing, room_of(word), &word->box);
        dropped += word->is_placed ? 0 : 1;
    }
    return dropped;
}

// The largest size that leaves as much of the shape free as words never fill.
static double first_size(const struct wordcloud *cloud, const struct plan *plan, hai_box bounds)
{
    double area = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct word *word = &plan->words[i];
        area += word->reference.width * word->reference.height * word->share * word->share /
                (REFERENCE * REFERENCE);
    }
    double room = bounds.width * bounds.height * FILLED;
    if (shape_of(cloud, bounds) == PACKING_ELLIPSE)
        room *= PACKING_ELLIPSE_AREA;
    return fmin(sqrt(room / fmax(area, 1e-6)), bounds.height * LARGEST);
}

// Whether words of the smallest size leave nothing free: no need to try.
static bool is_overfull(const struct plan *plan, double smallest, hai_box bounds)
{
    double area = 0, scale = smallest / REFERENCE;
    for (int32_t i = 0; i < plan->count; i++)
        area += plan->words[i].reference.width * plan->words[i].reference.height * scale * scale;
    return area > bounds.width * bounds.height * FILLED;
}

// All of them in rows, the largest of a size. Returns the height.
static double row_words(const hai_block *block, struct plan *plan, hai_box bounds, double largest)
{
    size_t room = (size_t)plan->count + 1;
    hai_size *sizes = hai_block_alloc(block, room * sizeof *sizes);
    hai_box *boxes = hai_block_alloc(block, room * sizeof *boxes);
    double least = INFINITY;
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        word->size = size_of(word, largest, smallest_size(block), bounds.width, &least);
        sizes[i] = room_of(word);
    }
    double height = packing_rows(block, sizes, boxes, plan->count, bounds.width);
    for (int32_t i = 0; i < plan->count; i++) {
        plan->words[i].is_placed = true;
        plan->words[i].box = boxes[i];
        plan->words[i].box.x += bounds.x;
        plan->words[i].box.y += bounds.y;
    }
    return height;
}

// The largest size at which rows are as high as the bounds; these grow where they have to.
static void pack_rows(const hai_block *block, struct plan *plan, hai_box *bounds)
{
    double smallest = smallest_size(block), fits = smallest;
    double least = row_words(block, plan, *bounds, smallest);
    double most = fmax(bounds->height * LARGEST, smallest);
    double height = fmax(bounds->height, least * ROWS_GROW);
    for (int32_t i = 0; i < ROW_TRIES && most - fits > 0.5; i++) {
        double size = (fits + most) / 2;
        if (row_words(block, plan, *bounds, size) <= height)
            fits = size;
        else
            most = size;
    }
    bounds->height = fmax(row_words(block, plan, *bounds, fits), LEAST_HEIGHT);
}

static void pack_words(const hai_block *block, const struct wordcloud *cloud, struct plan *plan,
                       hai_box *bounds)
{
    double smallest = smallest_size(block);
    measure_words(block, plan, bounds->width);
    if (is_narrow(block, bounds->width)) {
        pack_rows(block, plan, bounds);
        return;
    }
    int32_t growths = 0;
    while (growths < MAX_GROWTHS && (is_overfull(plan, smallest, *bounds) ||
                                     pack(block, cloud, plan, *bounds, smallest, true) > 0)) {
        bounds->height *= GROW;
        growths++;
    }
    // The largest size that fits, by halves, between one that does and one that hardly can.
    double fits = smallest, most = fmax(first_size(cloud, plan, *bounds), smallest);
    for (int32_t i = 0; i < TRIES && growths < MAX_GROWTHS && most - fits > 0.5; i++) {
        double size = (fits + most) / 2;
        if (pack(block, cloud, plan, *bounds, size, true) == 0)
            fits = size;
        else
            most = size;
    }
    plan->dropped = pack(block, cloud, plan, *bounds, fits, false);
}

// The cloud in the middle of its bounds, whatever it leaves free.
static void place_words(const hai_block *block, struct plan *plan, hai_box bounds)
{
    double top = INFINITY, bottom = -INFINITY, left = INFINITY, right = -INFINITY;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct word *word = &plan->words[i];
        if (!word->is_placed)
            continue;
        top = fmin(top, word->box.y);
        bottom = fmax(bottom, hai_box_bottom(word->box));
        left = fmin(left, word->box.x);
        right = fmax(right, hai_box_right(word->box));
    }
    double by_x = bounds.x + bounds.width / 2 - (left + right) / 2;
    double by_y = bounds.y + bounds.height / 2 - (top + bottom) / 2;
    for (int32_t i = 0; i < plan->count; i++) {
        struct word *word = &plan->words[i];
        if (!word->is_placed)
            continue;
        word->text = set_word(block, word, word->size, bounds.width);
        hai_box ink = hai_paragraph_ink(word->text);
        word->at = (hai_point){word->box.x + by_x + (word->box.width - ink.width) / 2 - ink.x,
                               word->box.y + by_y + (word->box.height - ink.height) / 2 - ink.y};
    }
}

static struct plan plan(const hai_block *block, const struct wordcloud *cloud, hai_box box)
{
    struct plan plan = {.frame.box = box};
    read_words(block, cloud, &plan);
    if (plan.count == 0) {
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    shape_words(block, cloud, &plan);
    if (cloud->chart.series >= 0)
        colour_groups(block, cloud, &plan, box.width);
    else
        colour_words(block, cloud, &plan);
    chart_frame_apply(&plan.frame, &cloud->chart);
    chart_frame_plan(block, &plan.frame, box);
    hai_box bounds = {box.x, plan.frame.plot.y, box.width,
                      fmax(box.y + cloud->chart.height - plan.frame.plot.y, LEAST_HEIGHT)};
    pack_words(block, cloud, &plan, &bounds);
    place_words(block, &plan, bounds);
    plan.frame.box.height = hai_box_bottom(bounds) - box.y;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).frame.box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.count == 0) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    for (int32_t i = 0; i < placed.count; i++) {
        const struct word *word = &placed.words[i];
        if (word->is_placed)
            hai_canvas_paragraph_painted(canvas, word->text, word->at.x, word->at.y,
                                         hai_paint_colour(word->colour));
    }
    chart_warn_dropped(block, placed.dropped);
    if (placed.left_out > 0)
        hai_block_warn(block, "words", "wordcloud.words", "raise \"words\", or show fewer rows",
                       "the %d least frequent words are left out", (int)placed.left_out);
}

static const char *summarise(const hai_block *block, const void *data)
{
    struct chart_options told = ((const struct wordcloud *)data)->chart;
    told.series = -1;
    told.sort = CHART_SORT_FALLING;
    return chart_summary(block, "词云图", &told, CHART_STORY_RANK);
}

CHART_PLUGIN("wordcloud", struct wordcloud, "词云图", "Word cloud",
             "词云图：词频越高字越大，最高频词居中，互不重叠",
             "Words as large as they are frequent, the most frequent in the middle");
