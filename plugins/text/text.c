// SPDX-License-Identifier: MIT
//
// Running text in one of the theme's type roles.
#include <math.h>
#include <string.h>

#include <haibao/haibao.h>

enum { HORIZONTAL, VERTICAL };
enum align { ALIGN_ROLE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };

struct text {
    const char *text, *role, *colour;
    double size, column_height;
    int32_t set, max_lines, direction;
    bool is_heading;
};

static const struct text defaults = {.role = "body"};

static const char *const sets[] = {"role", "left", "centre", "right", "justify", NULL};

static const char *const directions[] = {"horizontal", "vertical", NULL};

static const hai_option options[] = {
    HAI_TEXT("text", struct text, text, .flags = HAI_REQUIRED, .help_zh = "正文",
             .help_en = "The text; newlines end a paragraph"),
    HAI_STRING("role", struct text, role, .help_zh = "字样角色:body、caption、card、quote 等",
               .help_en = "Type role of the theme: body, caption, card, quote, …"),
    HAI_COLOUR("colour", struct text, colour, .help_zh = "颜色,默认随角色",
               .help_en = "Colour; the role's own if not given"),
    HAI_LENGTH("size", struct text, size, 0, 400, .unit = "px", .help_zh = "字号,默认随角色",
               .help_en = "Size; the role's own if 0"),
    HAI_CHOICE("set", struct text, set, sets, .help_zh = "排法:随角色、居左、居中、居右、两端对齐",
               .help_en = "How lines are set: as the role says, or left, centre, right, justify"),
    HAI_INT("max_lines", struct text, max_lines, 0, 1000, .help_zh = "最多行数,0 不限",
            .help_en = "Lines at most; 0: any"),
    HAI_BOOL("heading", struct text, is_heading, .help_zh = "是否作为标题列入目录",
             .help_en = "Enter it into the outline as a heading"),
    HAI_CHOICE("direction", struct text, direction, directions, .help_zh = "横排,或竖排(从右到左)",
               .help_en = "Lines across, or columns that run down and follow from right to left"),
    HAI_LENGTH("column_height", struct text, column_height, 0, 10000, .unit = "px",
               .help_zh = "竖排时的栏高;0 取占满宽度所需的最小高度,放不下时加高",
               .help_en = "Height of the columns of vertical text; 0: as low as the width allows. "
                          "Higher where the text does not fit"),
};

// The lowest columns that take no more than the width side by side, in steps of an em, found by
// halving.
static const hai_paragraph *plan_columns(const hai_block *block, const char *text,
                                         const hai_text_style *style, double width, double height)
{
    const hai_paragraph *paragraph = NULL;
    if (height > 0) {
        paragraph = hai_paragraph_new(block, text, style, height);
        if (hai_paragraph_size(paragraph).width <= width)
            return paragraph;
    }
    const hai_paragraph *longest = hai_paragraph_new(block, text, style, 0);
    int low = 1, high = (int)fmin(ceil(hai_paragraph_size(longest).height / style->size), 1e6);
    if (hai_paragraph_size(longest).width > width)
        return longest; // more lines of its own than there is room for
    while (low < high) {
        int middle = low + (high - low) / 2;
        paragraph = hai_paragraph_new(block, text, style, middle * style->size);
        if (hai_paragraph_size(paragraph).width <= width)
            high = middle;
        else
            low = middle + 1;
    }
    return hai_paragraph_new(block, text, style, fmax(high, 1) * style->size);
}

// What is set in the width, in a height that is at hand or 0.
static const hai_paragraph *plan(const hai_block *block, const struct text *text, hai_space space)
{
    static const uint32_t aligns[] = {HAI_TEXT_LEFT, HAI_TEXT_LEFT, HAI_TEXT_CENTRE, HAI_TEXT_RIGHT,
                                      HAI_TEXT_JUSTIFY};
    hai_text_style style = hai_theme_type(hai_block_theme(block), text->role);
    if (text->set != ALIGN_ROLE)
        style.align = aligns[text->set];
    if (text->colour != NULL)
        style.colour = text->colour;
    if (text->size > 0)
        style.size = text->size;
    if (text->max_lines > 0)
        style.max_lines = text->max_lines;
    if (text->direction == HORIZONTAL)
        return hai_paragraph_new(block, text->text, &style, space.width);
    style.direction = HAI_TEXT_VERTICAL;
    return plan_columns(block, text->text, &style, space.width, text->column_height);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return hai_paragraph_size(plan(block, data, space));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct text *text = data;
    const hai_paragraph *paragraph = plan(block, text, (hai_space){box.width, 0});
    double x = box.x;
    if (text->direction == VERTICAL) // the first column is on the right
        x = hai_box_right(box) - hai_paragraph_size(paragraph).width;
    if (text->is_heading)
        hai_canvas_heading_begin(canvas, 3, text->text, box);
    hai_canvas_paragraph(canvas, paragraph, x, box.y);
    if (text->is_heading)
        hai_canvas_heading_end(canvas);
}

// --- Parts ---

#define KEPT 2 // lines of a paragraph that stay together at the foot of a page and at its head

// Lines of the paragraph that `line` is in, and its first line; `all` are those of the whole text,
// in which newlines end paragraphs.
static int32_t paragraph_lines(const hai_block *block, const struct text *text, double width,
                               int32_t all, int32_t line, int32_t *first)
{
    const char *start = text->text;
    for (*first = 0;;) {
        const char *end = strchr(start, '\n');
        if (end == NULL) // the last one: what is left
            return all - *first;
        struct text piece = *text;
        piece.text = hai_block_printf(block, "%.*s", (int)(end - start), start);
        int32_t lines = hai_paragraph_lines(plan(block, &piece, (hai_space){width, 0}));
        lines = lines > 0 ? lines : 1; // an empty line
        if (line < *first + lines)
            return lines;
        *first += lines;
        start = end + 1;
    }
}

// The last line at or before `end` after which a page may end.
static int32_t line_to_end_at(const hai_block *block, const struct text *text, double width,
                              int32_t all, int32_t end)
{
    int32_t first, lines = paragraph_lines(block, text, width, all, end - 1, &first);
    int32_t above = end - first, below = first + lines - end;
    if (below > 0 && below < KEPT)
        end -= KEPT - below;
    return end - first < KEPT && above < lines ? first : end;
}

static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    const struct text *text = data;
    const hai_paragraph *paragraph = plan(block, text, (hai_space){space.width, 0});
    int32_t lines = hai_paragraph_lines(paragraph);
    if (text->direction == VERTICAL || text->max_lines > 0 || lines == 0)
        return false;
    double pitch = hai_paragraph_size(paragraph).height / lines;
    int32_t from = (int32_t)round(part->from / pitch);
    int32_t end = from + (int32_t)fmin(floor(space.height / pitch + 1e-6), lines);
    if (end < lines && end > from)
        end = line_to_end_at(block, text, space.width, lines, end);
    else if (end > lines)
        end = lines;
    part->to = end * pitch;
    part->height = (end - from) * pitch;
    return end > from;
}

static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    const struct text *text = data;
    const hai_paragraph *paragraph = plan(block, text, (hai_space){box.width, 0});
    double pitch = hai_paragraph_size(paragraph).height / hai_paragraph_lines(paragraph);
    int32_t from = (int32_t)round(part->from / pitch), end = (int32_t)round(part->to / pitch);
    if (text->is_heading && from == 0)
        hai_canvas_heading_begin(canvas, 3, text->text, box);
    hai_canvas_paragraph_lines(canvas, paragraph, from, end - from, box.x, box.y);
    if (text->is_heading && from == 0)
        hai_canvas_heading_end(canvas);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "text",
                                  .title_zh = "文字",
                                  .title_en = "Text",
                                  .summary_zh = "一段或多段正文",
                                  .summary_en = "One or more paragraphs of running text",
                                  .struct_size = sizeof(struct text),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .divide = divide,
                                  .draw_part = draw_part};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "text",
   .version = "1.0.0", .summary = "Running text in one of the theme's type roles",
   .licence = "MIT",   .features = {{"visual", &visual}}};
