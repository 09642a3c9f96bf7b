// SPDX-License-Identifier: MIT
//
// Lanes below a row of periods, what is to be done as bars in them.
#include <math.h>

#include "roadmap.h"
#include "visual-kit/surface.h"

#define LEAST_CELL 116.0
#define BAR_GAP 12.0
#define LANE_PADDING 16.0
#define BAR_INSET 10.0
#define LIST_GAP 20.0
#define LEGEND_GAP 12.0

static double bar_width(const struct lanes *lanes, const struct task *task)
{
    return lanes->cell * (task->to - task->from + 1) - 8;
}

// What is still to be done stands on a pale ground.
static bool is_pale(const struct task *task)
{
    return task->item.status == KIT_STATUS_TODO;
}

static hai_colour bar_colour(const hai_theme *theme, const struct task *task)
{
    hai_colour colour = kit_item_colour(theme, &task->item);
    hai_colour surface = hai_theme_colour(theme, "surface");
    if (is_pale(task))
        return hai_colour_mix(surface, colour, 0.18);
    return task->item.status == KIT_STATUS_DOING ? hai_colour_mix(surface, colour, 0.72) : colour;
}

static void plan_bar(const hai_block *block, struct lanes *lanes, struct task *task)
{
    const hai_theme *theme = hai_block_theme(block);
    struct kit_item item = {.title = task->item.title, .text = task->item.text};
    struct kit_look look = {.style = KIT_ITEM_PLAIN,
                            .lead = KIT_LEAD_NONE,
                            .is_compact = true,
                            .title_size = 0.74,
                            .ink = kit_on(block, bar_colour(theme, task))};
    task->words =
        kit_item_plan(block, &item, &look, fmax(bar_width(lanes, task) - 2 * BAR_INSET - 4, 1));
    task->height = fmax(task->words.size.height + 2 * BAR_INSET, 48);
}

// Tracks one below the other, each as high as its highest bar.
static void stack_lane(struct lanes *lanes, int32_t at)
{
    struct lane *lane = &lanes->lanes[at];
    double y = LANE_PADDING;
    int32_t left = 0;
    for (int32_t i = 0; i < lanes->count; i++)
        left += lanes->tasks[i].lane == at ? 1 : 0;
    for (int32_t track = 0; left > 0; track++) {
        double tallest = 0;
        for (int32_t i = 0; i < lanes->count; i++)
            if (lanes->tasks[i].lane == at && lanes->tasks[i].track == track)
                tallest = fmax(tallest, lanes->tasks[i].height);
        for (int32_t i = 0; i < lanes->count; i++) {
            struct task *task = &lanes->tasks[i];
            if (task->lane != at || task->track != track)
                continue;
            task->y = y;
            task->height = tallest;
            left--;
        }
        y += tallest + BAR_GAP;
    }
    lane->height = fmax(y - BAR_GAP + LANE_PADDING, kit_height(lane->label) + 2 * LANE_PADDING);
}

static void plan_heads(const hai_block *block, struct lanes *lanes, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style label = kit_type(theme, "value", NULL, HAI_TEXT_TITLE);
    hai_text_style head = kit_type(theme, "label", "weak", HAI_TEXT_TITLE_CENTRE);
    double most = 0;
    for (int32_t i = 0; i < lanes->lane_count; i++)
        most = fmax(
            most,
            hai_paragraph_size(hai_paragraph_new(block, lanes->lanes[i].name, &label, 0)).width);
    lanes->label = most > 0 ? fmin(most + 36, width * 0.2) : 0;
    for (int32_t i = 0; i < lanes->lane_count; i++)
        if (lanes->label > 0)
            lanes->lanes[i].label =
                hai_paragraph_new(block, lanes->lanes[i].name, &label, fmax(lanes->label - 28, 1));
    lanes->cell = (width - lanes->label) / fmax(lanes->period_count, 1);
    for (int32_t i = 0; i < lanes->period_count; i++) {
        lanes->heads[i] =
            hai_paragraph_new(block, lanes->periods[i], &head, fmax(lanes->cell - 8, 1));
        lanes->head = fmax(lanes->head, kit_height(lanes->heads[i]) + 16);
    }
}

// Without room for columns: each lane's name, then what is in it with its time as date.
static void plan_list(const hai_block *block, struct lanes *lanes, double width)
{
    hai_text_style label = kit_type(hai_block_theme(block), "card", "primary", HAI_TEXT_TITLE);
    double y = 0;
    lanes->is_list = true;
    for (int32_t i = 0; i < lanes->lane_count; i++) {
        struct lane *lane = &lanes->lanes[i];
        lane->label = lane->name[0] == '\0'
                          ? NULL
                          : hai_paragraph_new(block, lane->name, &label, fmax(width, 1));
        lane->y = y;
        y += lane->label == NULL ? 0 : kit_height(lane->label) + 12;
        for (int32_t j = 0; j < lanes->count; j++) {
            struct task *task = &lanes->tasks[j];
            if (task->lane != i)
                continue;
            struct kit_item item = task->item;
            struct kit_look look = {
                .style = KIT_ITEM_SIDE, .lead = KIT_LEAD_DOT, .title_size = 0.86};
            const char *from = lanes->periods[task->from], *to = lanes->periods[task->to];
            item.date = task->from == task->to ? from : hai_block_printf(block, "%s—%s", from, to);
            task->words = kit_item_plan(block, &item, &look, width);
            task->y = y;
            y += task->words.size.height + LIST_GAP;
        }
        y += 12;
    }
    lanes->height = fmax(y - LIST_GAP - 12, 0);
}

// What the grounds of the bars mean, where there are several.
static const struct legend {
    int32_t status;
    const char *word;
} legend[] = {
    {KIT_STATUS_DONE, "已完成"}, {KIT_STATUS_DOING, "进行中"}, {KIT_STATUS_TODO, "未开始"}};

static bool has_status(const struct lanes *lanes, int32_t status)
{
    for (int32_t i = 0; i < lanes->count; i++)
        if (lanes->tasks[i].item.status == status)
            return true;
    return false;
}

struct lanes lanes_plan(const hai_block *block, const struct roadmap *roadmap, double width)
{
    struct lanes lanes = {.count = 0};
    periods_read(block, roadmap, &lanes);
    if (lanes.count == 0)
        return lanes;
    lanes.heads = hai_block_alloc(block, ((size_t)lanes.period_count + 1) * sizeof *lanes.heads);
    plan_heads(block, &lanes, width);
    if (lanes.cell < LEAST_CELL) {
        plan_list(block, &lanes, width);
        return lanes;
    }
    for (int32_t i = 0; i < lanes.count; i++)
        plan_bar(block, &lanes, &lanes.tasks[i]);
    lanes.height = lanes.head;
    for (int32_t i = 0; i < lanes.lane_count; i++) {
        stack_lane(&lanes, i);
        lanes.lanes[i].y = lanes.height;
        lanes.height += lanes.lanes[i].height;
    }
    int told = 0;
    for (size_t i = 0; i < HAI_COUNT(legend); i++)
        told += has_status(&lanes, legend[i].status) ? 1 : 0;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    if (told > 1)
        lanes.legend = LEGEND_GAP + style.size * style.line_height;
    lanes.height += lanes.legend;
    return lanes;
}

static void draw_legend(const hai_block *block, const struct lanes *lanes, hai_canvas *canvas,
                        hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    double x = hai_box_right(box), y = box.y + lanes->height - lanes->legend + LEGEND_GAP;
    for (size_t i = HAI_COUNT(legend); i-- > 0;) {
        if (!has_status(lanes, legend[i].status))
            continue;
        const hai_paragraph *word = hai_paragraph_new(block, legend[i].word, &style, 0);
        struct task task = {.item = {.status = legend[i].status}};
        x -= hai_paragraph_size(word).width;
        hai_canvas_paragraph(canvas, word, x, y);
        hai_box key = {x - 30, y + (kit_height(word) - 20) / 2, 20, 20};
        kit_fill_box(canvas, key, 4, bar_colour(theme, &task));
        x -= 30 + 28;
    }
}

static void draw_list(const hai_block *block, const struct lanes *lanes, hai_canvas *canvas,
                      hai_box box)
{
    for (int32_t i = 0; i < lanes->lane_count; i++)
        if (lanes->lanes[i].label != NULL)
            hai_canvas_paragraph(canvas, lanes->lanes[i].label, box.x, box.y + lanes->lanes[i].y);
    for (int32_t i = 0; i < lanes->count; i++) {
        const struct task *task = &lanes->tasks[i];
        kit_item_draw(block, &task->words, canvas,
                      (hai_box){box.x, box.y + task->y, box.width, task->words.size.height});
    }
}

static void draw_ground(const hai_block *block, const struct lanes *lanes, hai_canvas *canvas,
                        hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double thin = hai_theme_length(theme, "hairline"),
           bottom = box.y + lanes->height - lanes->legend;
    hai_colour line = hai_theme_colour(theme, "line"), primary = hai_theme_colour(theme, "primary");
    hai_colour band = hai_colour_mix(hai_theme_colour(theme, "surface"), primary, 0.07);
    double left = box.x + lanes->label, radius = fmin(hai_theme_length(theme, "radius") / 2, 10);
    kit_fill_box(canvas, (hai_box){left, box.y, box.width - lanes->label, lanes->head}, radius,
                 band);
    for (int32_t i = 0; i < lanes->period_count; i++) {
        double x = left + i * lanes->cell;
        hai_canvas_paragraph(canvas, lanes->heads[i], x + 4,
                             box.y + (lanes->head - kit_height(lanes->heads[i])) / 2);
        if (i > 0)
            kit_rule(canvas, (hai_point){x, box.y + lanes->head + 8}, (hai_point){x, bottom}, thin,
                     line);
    }
    for (int32_t i = 0; i < lanes->lane_count; i++) {
        const struct lane *lane = &lanes->lanes[i];
        double y = box.y + lane->y;
        if (i > 0)
            kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y}, thin, line);
        if (lane->label == NULL)
            continue;
        double height = kit_height(lane->label), middle = y + lane->height / 2;
        kit_fill_box(canvas, (hai_box){box.x, middle - height * 0.36, 6, height * 0.72}, 3,
                     primary);
        hai_canvas_paragraph(canvas, lane->label, box.x + 16, middle - height / 2);
    }
}

void lanes_draw(const hai_block *block, const struct lanes *lanes, hai_canvas *canvas, hai_box box)
{
    if (lanes->is_list) {
        draw_list(block, lanes, canvas, box);
        return;
    }
    const hai_theme *theme = hai_block_theme(block);
    double radius = fmin(hai_theme_length(theme, "radius") / 2, 12);
    draw_ground(block, lanes, canvas, box);
    if (lanes->legend > 0)
        draw_legend(block, lanes, canvas, box);
    for (int32_t i = 0; i < lanes->count; i++) {
        const struct task *task = &lanes->tasks[i];
        hai_box bar = {box.x + lanes->label + task->from * lanes->cell + 4,
                       box.y + lanes->lanes[task->lane].y + task->y, bar_width(lanes, task),
                       task->height};
        kit_fill_box(canvas, bar, radius, bar_colour(theme, task));
        if (is_pale(task))
            kit_fill_box(canvas, (hai_box){bar.x, bar.y, 6, bar.height}, fmin(radius, 3),
                         kit_item_colour(theme, &task->item));
        kit_item_words(block, &task->words, canvas,
                       (hai_box){bar.x + BAR_INSET + 4,
                                 bar.y + (bar.height - task->words.size.height) / 2,
                                 task->words.size.width, task->words.size.height});
    }
}
