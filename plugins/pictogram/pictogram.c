// SPDX-License-Identifier: MIT
//
// Icons instead of bars: rows of them, N icons of which k are filled, or one icon filled as far as
// a share goes. One icon is a round number of things, told below; the last one is cut.
#include "pictogram.h"

#include <string.h>

#define MAX_ROWS 60
#define MOST_ICONS 1000   // of a row or an array
#define WANTED_ACROSS 10  // icons of the largest row
#define MOST_IN_ARRAY 200 // of one each; more are counted in greater numbers
#define LEAST_IN_ARRAY 20.0
#define LEAST_IN_ROW 40.0
#define MOST_IN_ROW 60.0   // where there is the room
#define WANTED_IN_ROW 20.0 // rather fewer icons than smaller ones
#define FEWEST_ACROSS 4
#define LEAST_CELL 140.0
#define PITCH 1.12        // of an icon's side
#define PERSON_PITCH 1.32 // of a person's width
#define LEAST_PERSON 40.0
#define PEOPLE_BESIDE 280.0 // of their sentence
#define LEAST_PITCH 8.0
#define COLUMN_GAP 40.0
#define ROW_GAP 32.0
#define KEY_GAP 20.0
#define KEY_ICON 28.0
#define LABEL_GAP 12.0
#define NAME_PADDING 0.36

static const struct pictogram defaults = {.chart = {CHART_DEFAULTS}, .max = -1, .whole = 100};

static const char *const styles[] = {"rows", "array", "fill", "people", NULL};

static const struct pictogram_named_icon icon_defaults = {0};
static const hai_option icon_options[] = {
    HAI_STRING("name", struct pictogram_named_icon, name, .flags = HAI_REQUIRED,
               .help_zh = "项的名称", .help_en = "Name of a label"),
    HAI_ICON("icon", struct pictogram_named_icon, icon, .flags = HAI_REQUIRED, .help_zh = "图标",
             .help_en = "Its icon"),
};
static const hai_item icon_item = {.size = sizeof(hai_item),
                                   .struct_size = sizeof(struct pictogram_named_icon),
                                   .defaults = &icon_defaults,
                                   .options = icon_options,
                                   .option_size = sizeof(hai_option),
                                   .option_count = HAI_COUNT(icon_options)};

static const hai_option options[] = {
    CHART_SINGLE_DATA_OPTIONS(struct pictogram, chart),
    HAI_COLUMN("max", struct pictogram, max, "max", .help_zh = "各项满值列;没有时用whole",
               .help_en = "array, fill, people: column of each one's whole"),
    HAI_NUMBER("whole", struct pictogram, whole, 1e-9, 1e18,
               .help_zh = "阵列、填充、小人:满值,表中没有时用",
               .help_en = "array, fill, people: the whole, where the table does not say"),
    HAI_CHOICE("style", struct pictogram, style, styles,
               .help_zh = "样式:成行计数、阵列中点亮若干、单个图标填充、“每100人中有37人”的小人",
               .help_en = "Rows of icons, an array of which some are filled, one icon filled, or "
                          "so many of a hundred people, with the sentence"),
    HAI_ICON("icon", struct pictogram, icon, .help_zh = "图标:名称、文件或表情;不写时为圆点",
             .help_en = "The icon: a name, a file or an emoji; a disc where there is none"),
    HAI_LIST("icons", struct pictogram, icons, &icon_item, .max_count = MAX_ROWS,
             .help_zh = "按名称指定图标", .help_en = "Icons by name of label"),
    HAI_NUMBER("per", struct pictogram, per, 0, 1e18, .help_zh = "一个图标代表多少;0取整数自动",
               .help_en = "What one icon stands for; 0: a round number that suits"),
    HAI_INT("across", struct pictogram, across, 0, 100, .help_zh = "阵列、小人:每行几个图标;0自动",
            .help_en = "array, people: icons side by side; 0: as suits"),
    HAI_LENGTH("size", struct pictogram, size, 0, 400, .unit = "px", .help_zh = "图标边长;0自动",
               .help_en = "Side of an icon; 0: as suits"),
    CHART_SORT_OPTIONS(struct pictogram, chart),
    CHART_PLAIN_COLOUR_OPTIONS(struct pictogram, chart),
    CHART_TITLE_OPTION(struct pictogram, chart),
    CHART_LEGEND_OPTION(struct pictogram, chart),
};

struct plan {
    struct chart_data *data; // NULL: no data
    int32_t count;
    double per;
    // ROWS
    struct chart_frame frame;
    struct pictogram_icons *rows;
    const hai_paragraph **texts;
    bool has_values_above; // beside the names, or else
    const char **names;    // with the values on lines of their own; NULL: without
    // ARRAY, FILL
    struct pictogram_cell *cells;
    int32_t columns;
    double *tops; // of rows of cells
    double column_width;
    bool has_tenths;                  // of a per cent, in some
    const hai_paragraph *title, *key; // key: what one icon is
    double head, height;              // height: all of it
};

static void check(const hai_block *block, const void *data)
{
    const struct pictogram *pictogram = data;
    chart_check(block, &pictogram->chart);
    chart_check_positive(block, &pictogram->chart);
    chart_check_rows(block, &pictogram->chart, MAX_ROWS);
}

// --- What one icon is ---

static struct chart_data *read_data(const hai_block *block, const struct pictogram *pictogram)
{
    struct chart_data *data = chart_data_read(block, &pictogram->chart);
    data->category_count = data->category_count < MAX_ROWS ? data->category_count : MAX_ROWS;
    return data;
}

static double value_of(const struct plan *plan, int32_t i)
{
    return fmax(plan->data->series[0].values[i], 0);
}

static double whole_of(const struct pictogram *pictogram, const struct plan *plan, int32_t i)
{
    int32_t row = plan->data->rows[i];
    double whole = pictogram->max < 0 || row < 0
                       ? NAN
                       : hai_table_number(pictogram->chart.rows, row, pictogram->max);
    return whole > 0 ? whole : pictogram->whole;
}

// The smallest of 1, 2, 5, 10, 20, ... that is not below a value.
static double round_up(double value)
{
    double power = pow(10, floor(log10(value) + 1e-9));
    double part = value / power;
    return power * (part <= 1 + 1e-9 ? 1 : part <= 2 + 1e-9 ? 2 : part <= 5 + 1e-9 ? 5 : 10);
}

// `wanted` icons are so many as look well, `room` is for so many at the most.
static double choose_per(const struct pictogram *pictogram, double most, double wanted, double room)
{
    double per = pictogram->per;
    if (per <= 0 && pictogram_is_array(pictogram))
        per = most >= 2 && most <= MOST_IN_ARRAY ? 1 : most / 100;
    else if (per <= 0 && most >= 2 && most <= wanted)
        per = 1;
    if (per <= 0)
        per = most > 0 ? most / wanted : 1;
    if (pictogram->per > 0 && !(most / per > room))
        return per;
    return round_up(fmax(per, most / room));
}

static const char *key_text(const hai_block *block, const struct pictogram *pictogram, double per)
{
    hai_number_format format = chart_format(&pictogram->chart, &per, 1);
    format.decimals = -1;
    // Icons of several kinds are told by the word.
    return hai_block_printf(block, "%s= %s", pictogram->icons.count > 0 ? "每个图标 " : "",
                            chart_value_text(block, per, &format, pictogram->chart.unit));
}

static double key_indent(const struct pictogram *pictogram)
{
    return pictogram->icons.count > 0 ? 0 : KEY_ICON + LABEL_GAP;
}

static void plan_key(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                     double width)
{
    bool is_plain = pictogram_is_array(pictogram) && plan->per == 1;
    if (pictogram->style == PICTOGRAM_FILL || is_plain ||
        pictogram->chart.legend == CHART_LEGEND_NONE)
        return;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    plan->key = hai_paragraph_new(block, key_text(block, pictogram, plan->per), &style,
                                  fmax(width - key_indent(pictogram), 1));
}

static const hai_icon *icon_of(const struct pictogram *pictogram, const char *name)
{
    const struct pictogram_named_icon *items = pictogram->icons.items;
    for (uint32_t i = 0; i < pictogram->icons.count; i++)
        if (items[i].name != NULL && items[i].icon != NULL && strcmp(items[i].name, name) == 0)
            return items[i].icon;
    return pictogram->icon;
}

// --- Rows of icons, on the kit's frame ---

static double largest(const struct plan *plan)
{
    double most = 0;
    for (int32_t i = 0; i < plan->count; i++)
        if (isfinite(plan->data->series[0].values[i]))
            most = fmax(most, value_of(plan, i));
    return most;
}

static void set_values(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                       double *width)
{
    hai_number_format format = chart_data_format(&pictogram->chart, plan->data);
    for (int32_t i = 0; i < plan->count; i++) {
        const char *text = chart_value_text(block, plan->data->series[0].values[i], &format,
                                            pictogram->chart.unit);
        plan->texts[i] = chart_text(block, text, "value", "ink");
        *width = fmax(*width, hai_paragraph_size(plan->texts[i]).width + LABEL_GAP);
    }
}

// Whether names and values stand on one line, so that the icons below have the whole width.
static bool fit_above(const hai_block *block, const struct plan *plan, double width)
{
    for (int32_t i = 0; i < plan->count; i++) {
        const hai_paragraph *name = chart_text(block, plan->data->categories[i], "label", NULL);
        if (hai_paragraph_size(name).width + 2 * LABEL_GAP +
                hai_paragraph_size(plan->texts[i]).width >
            width)
            return false;
    }
    return true;
}

static void join_names(const hai_block *block, const struct pictogram *pictogram, struct plan *plan)
{
    hai_number_format format = chart_data_format(&pictogram->chart, plan->data);
    plan->names = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->names);
    for (int32_t i = 0; i < plan->count; i++)
        plan->names[i] = hai_block_printf(block, "%s\n%s", plan->data->categories[i],
                                          chart_value_text(block, plan->data->series[0].values[i],
                                                           &format, pictogram->chart.unit));
}

static void plan_frame(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                       hai_box box, double size, double text_width)
{
    plan->frame = (struct chart_frame){0};
    plan->frame.x = (struct chart_axis){
        .kind = CHART_AXIS_VALUE, .low = 0, .high = 1, .is_exact = true, .is_hidden = true};
    plan->frame.y =
        (struct chart_axis){.kind = CHART_AXIS_BAND,
                            .names = plan->names != NULL ? plan->names : plan->data->categories,
                            .count = plan->count,
                            .thickness = size,
                            .padding = NAME_PADDING,
                            .wants_above = plan->has_values_above || plan->names != NULL};
    bool is_above = plan->frame.y.wants_above;
    plan->frame.room.right = is_above ? 0 : fmin(text_width, box.width * 0.74);
    chart_frame_apply(&plan->frame, &pictogram->chart);
    chart_frame_plan(block, &plan->frame, (hai_box){box.x, box.y, box.width, 0});
}

static void plan_rows(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                      hai_box box)
{
    struct chart_style *styles_of =
        chart_category_styles(block, &pictogram->chart, plan->data, false);
    double size = pictogram->size > 0 ? pictogram->size : LEAST_IN_ROW, text_width = 0;
    plan->rows = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->rows);
    plan->texts = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->texts);
    set_values(block, pictogram, plan, &text_width);
    plan->has_values_above = text_width > box.width * 0.4 && fit_above(block, plan, box.width);
    if (text_width > box.width * 0.4 && !plan->has_values_above)
        join_names(block, pictogram, plan);
    plan_frame(block, pictogram, plan, box, size, text_width);
    bool is_tight = plan->frame.plot.width < FEWEST_ACROSS * LEAST_IN_ROW;
    if (is_tight && !plan->has_values_above && plan->names == NULL &&
        fit_above(block, plan, box.width)) {
        plan->has_values_above = true;
        plan_frame(block, pictogram, plan, box, size, text_width);
    }

    double most = largest(plan), room = plan->frame.plot.width;
    double wanted = fmin(fmax(floor(room / WANTED_IN_ROW / PITCH), FEWEST_ACROSS), WANTED_ACROSS);
    plan->per = choose_per(pictogram, most, wanted, fmax(floor(room / LEAST_PITCH), 1));
    double count = fmax(ceil(most / plan->per - 1e-9), 1);
    if (pictogram->size <= 0 && room / count > size * PITCH) {
        size = fmin(floor(room / count / PITCH), MOST_IN_ROW);
        plan_frame(block, pictogram, plan, box, size, text_width);
    }
    double pitch = fmin(size * PITCH, room / count);
    for (int32_t i = 0; i < plan->count; i++) {
        double value = plan->data->series[0].values[i];
        double filled = isfinite(value) ? pictogram_seen(value_of(plan, i) / plan->per) : 0;
        plan->rows[i] = (struct pictogram_icons){
            .icon = icon_of(pictogram, plan->data->categories[i]),
            .filled = filled,
            .count = (int32_t)ceil(filled - 1e-9),
            .across = (int32_t)MOST_ICONS,
            .size = pitch / PITCH,
            .pitch = pitch,
            .colour = pictogram_colour(hai_block_theme(block), styles_of[i].colour),
        };
    }
    plan->height = plan->frame.box.height;
}

static void draw_rows(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    chart_frame_draw(block, &plan->frame, canvas);
    int32_t dropped = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct pictogram_icons *icons = &plan->rows[i];
        double middle = chart_y(&plan->frame, i), x = plan->frame.plot.x;
        pictogram_icons_draw(hai_block_theme(block), icons, canvas, x, middle - icons->size / 2);
        double end = x + icons->count * icons->pitch + (icons->count > 0 ? LABEL_GAP / 2 : 0);
        hai_size text = hai_paragraph_size(plan->texts[i]);
        if (plan->names != NULL)
            continue;
        if (plan->has_values_above) {
            hai_box name = chart_frame_name_box(&plan->frame, i);
            hai_canvas_paragraph(canvas, plan->texts[i],
                                 hai_box_right(plan->frame.box) - text.width,
                                 hai_box_bottom(name) - text.height);
            continue;
        }
        if (end + text.width > hai_box_right(plan->frame.box) + 0.5)
            dropped++;
        else
            hai_canvas_paragraph(canvas, plan->texts[i], end, middle - text.height / 2);
    }
    chart_warn_dropped(block, dropped);
}

// --- Cells ---

bool pictogram_is_array(const struct pictogram *pictogram)
{
    return pictogram->style == PICTOGRAM_ARRAY || pictogram->style == PICTOGRAM_PEOPLE;
}

// People stand closer than icons do.
static double pitch_of(const struct pictogram *pictogram, double size)
{
    return size * (pictogram->style == PICTOGRAM_PEOPLE ? PICTOGRAM_PERSON * PERSON_PITCH : PITCH);
}

static double size_of(const struct pictogram *pictogram, const struct plan *plan, double count)
{
    if (pictogram->size > 0)
        return pictogram->size;
    if (pictogram->style != PICTOGRAM_PEOPLE)
        return 34;
    return count <= 10 ? 128 : plan->count > 1 ? 44 : 64;
}

// A hundred people with nobody beside them stand in five lines, else in a square.
static double across_of(const struct pictogram *pictogram, const struct plan *plan, double count)
{
    bool is_alone = plan->count == 1 || plan->columns == 1;
    if (pictogram->across > 0)
        return pictogram->across;
    return pictogram->style == PICTOGRAM_PEOPLE && count >= 100 && is_alone ? 20 : 10;
}

static struct pictogram_icons array_of(const struct pictogram *pictogram, const struct plan *plan,
                                       int32_t i, double width)
{
    double value = plan->data->series[0].values[i];
    double count = fmax(ceil(whole_of(pictogram, plan, i) / plan->per - 1e-9), 1);
    double across = fmin(across_of(pictogram, plan, count), count);
    double size = size_of(pictogram, plan, count), wide = pitch_of(pictogram, 1);
    size = fmin(size, width / across / wide);
    // Rather a little smaller, with the words beside them.
    double beside = (width - PEOPLE_BESIDE - PICTOGRAM_BESIDE_GAP) / across / wide;
    if (pictogram->style == PICTOGRAM_PEOPLE && plan->count == 1 && beside >= LEAST_PERSON)
        size = fmin(size, beside);
    return (struct pictogram_icons){
        .filled = isfinite(value) ? pictogram_seen(fmin(value_of(plan, i) / plan->per, count)) : 0,
        .count = (int32_t)fmin(count, MOST_ICONS),
        .across = (int32_t)across,
        .size = size,
        .pitch = size * wide,
        .line = size * PITCH,
        .has_rest = true,
        .is_people = pictogram->style == PICTOGRAM_PEOPLE,
    };
}

static void choose_columns(const struct pictogram *pictogram, struct plan *plan, double width)
{
    bool is_people = pictogram->style == PICTOGRAM_PEOPLE;
    double size = pictogram->size > 0 ? pictogram->size : 140, cell = fmax(size, LEAST_CELL);
    if (pictogram_is_array(pictogram)) {
        double most = 1;
        for (int32_t i = 0; i < plan->count; i++)
            most = fmax(most, ceil(whole_of(pictogram, plan, i) / plan->per - 1e-9));
        // Icons of an array get smaller for the sake of arrays side by side.
        size = fmin(size_of(pictogram, plan, most), is_people ? LEAST_PERSON : LEAST_IN_ARRAY);
        cell = pitch_of(pictogram, size) * across_of(pictogram, plan, most);
    }
    double fitting = floor((width + COLUMN_GAP) / (cell + COLUMN_GAP));
    int32_t most = (int32_t)fmax(fmin(fitting, plan->count), 1);
    int32_t rows = (plan->count + most - 1) / most; // as even as can be
    plan->columns = (plan->count + rows - 1) / rows;
    plan->column_width = (width - COLUMN_GAP * (plan->columns - 1)) / plan->columns;
}

static void plan_cell(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                      int32_t i, const struct chart_style *style)
{
    struct pictogram_cell *cell = &plan->cells[i];
    double value = plan->data->series[0].values[i];
    hai_number_format format = chart_data_format(&pictogram->chart, plan->data);
    const char *words[4] = {plan->data->categories[i], "—", "", NULL};
    if (isfinite(value)) {
        words[1] = hai_number_figure(block, value, &format);
        words[2] = hai_block_printf(block, "%s%s", hai_number_unit(block, value, &format),
                                    pictogram->chart.unit != NULL ? pictogram->chart.unit : "");
    }
    cell->share = isfinite(value) ? fmin(value_of(plan, i) / whole_of(pictogram, plan, i), 1) : 0;
    cell->text = style->text;
    if (pictogram_is_array(pictogram)) {
        cell->icons = array_of(pictogram, plan, i, plan->column_width);
        int32_t lines = (cell->icons.count + cell->icons.across - 1) / cell->icons.across;
        hai_size one = {cell->icons.size * (cell->icons.is_people ? PICTOGRAM_PERSON : 1),
                        cell->icons.size};
        cell->picture = (hai_size){(cell->icons.across - 1) * cell->icons.pitch + one.width,
                                   (lines - 1) * cell->icons.line + one.height};
    } else {
        double side = fmin(pictogram->size > 0 ? pictogram->size : 140, plan->column_width);
        cell->picture = (hai_size){side, side};
    }
    cell->icons.icon = icon_of(pictogram, words[0]);
    cell->icons.colour = pictogram_colour(hai_block_theme(block), style->colour);
    if (pictogram->style == PICTOGRAM_PEOPLE && isfinite(value)) {
        double whole = whole_of(pictogram, plan, i);
        double scale = pictogram_scale(plan->data->series[0].values, plan->count, value, whole);
        words[3] = pictogram_sentence(block, pictogram, words[0], "\n", value, whole, scale);
        words[0] = pictogram_sentence(block, pictogram, words[0], "", value, whole, scale);
        words[1] = pictogram_percent(block, value, whole, plan->has_tenths);
        words[2] = "%";
    }
    pictogram_cell_plan(block, pictogram, cell, words, plan->column_width,
                        pictogram_is_array(pictogram) && plan->count == 1);
}

static void plan_cells(const hai_block *block, const struct pictogram *pictogram, struct plan *plan,
                       double width)
{
    struct chart_style *style = chart_category_styles(block, &pictogram->chart, plan->data, false);
    size_t room = (size_t)plan->count + 1;
    plan->cells = hai_block_alloc(block, room * sizeof *plan->cells);
    plan->tops = hai_block_alloc(block, room * sizeof *plan->tops);
    double most = 0;
    for (int32_t i = 0; i < plan->count; i++)
        most = fmax(most, whole_of(pictogram, plan, i));
    plan->per = choose_per(pictogram, most, WANTED_ACROSS, MOST_ICONS);
    choose_columns(pictogram, plan, width);
    for (int32_t i = 0; i < plan->count; i++)
        plan->has_tenths =
            plan->has_tenths || !pictogram_is_whole_percent(plan->data->series[0].values[i],
                                                            whole_of(pictogram, plan, i));
    double top = plan->head;
    for (int32_t i = 0; i < plan->count; i++)
        plan_cell(block, pictogram, plan, i, &style[i]);
    for (int32_t i = 0; i < plan->count; i += plan->columns) {
        int32_t count = plan->columns < plan->count - i ? plan->columns : plan->count - i;
        pictogram_cells_align(&plan->cells[i], count);
        plan->tops[i / plan->columns] = top;
        top += plan->cells[i].size.height + ROW_GAP;
    }
    plan->height = top - ROW_GAP;
}

// --- All ---

static struct plan plan(const hai_block *block, const struct pictogram *pictogram, hai_box box)
{
    struct plan plan = {.data = read_data(block, pictogram)};
    plan.title = chart_title(block, pictogram->chart.title, box.width);
    plan.head = plan.title != NULL ? kit_height(plan.title) + CHART_TITLE_GAP : 0;
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.height = plan.head + chart_empty_height(block, box.width);
        return plan;
    }
    plan.count = plan.data->category_count;
    if (pictogram->style == PICTOGRAM_ROWS)
        plan_rows(block, pictogram, &plan, box);
    else
        plan_cells(block, pictogram, &plan, box.width);
    plan_key(block, pictogram, &plan, box.width);
    if (plan.key != NULL)
        plan.height += KEY_GAP + fmax(kit_height(plan.key), KEY_ICON);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).height};
}

static void draw_key(const hai_block *block, const struct pictogram *pictogram,
                     const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double height = fmax(kit_height(plan->key), KEY_ICON);
    double y = box.y + plan->height - height;
    struct pictogram_icons one = {.icon = pictogram->icon,
                                  .filled = 1,
                                  .count = 1,
                                  .across = 1,
                                  .size = KEY_ICON,
                                  .colour = hai_theme_colour(hai_block_theme(block), "weak")};
    if (pictogram->icons.count == 0)
        pictogram_icons_draw(hai_block_theme(block), &one, canvas, box.x,
                             y + (height - KEY_ICON) / 2);
    hai_canvas_paragraph(canvas, plan->key, box.x + key_indent(pictogram),
                         y + (height - kit_height(plan->key)) / 2);
}

static void draw_cells(const hai_block *block, const struct pictogram *pictogram,
                       const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, box.x, box.y);
    for (int32_t i = 0; i < plan->count; i++) {
        hai_box cell = {box.x + i % plan->columns * (plan->column_width + COLUMN_GAP),
                        box.y + plan->tops[i / plan->columns], plan->column_width,
                        plan->cells[i].size.height};
        pictogram_cell_draw(block, pictogram, &plan->cells[i], canvas, cell);
    }
}

static void warn(const hai_block *block, const struct pictogram *pictogram, const struct plan *plan)
{
    if (pictogram->per > 0 && plan->per > pictogram->per)
        hai_block_warn(block, "per", "pictogram.per", "raise \"per\"",
                       "there is no room for so many icons; one stands for %g", plan->per);
    for (int32_t i = 0; i < plan->count && pictogram->style != PICTOGRAM_ROWS; i++)
        if (value_of(plan, i) > whole_of(pictogram, plan, i)) {
            hai_block_warn(block, "rows", "pictogram.range",
                           "set \"whole\" or a column \"max\" to what all of it is",
                           "'%s' is more than its whole, and drawn as all of it",
                           plan->data->categories[i]);
            return;
        }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct pictogram *pictogram = data;
    struct plan placed = plan(block, pictogram, box);
    if (placed.data == NULL) {
        if (placed.title != NULL)
            hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
        chart_empty_draw(block, canvas, hai_box_inset(box, (hai_insets){.top = placed.head}));
        return;
    }
    warn(block, pictogram, &placed);
    if (pictogram->style == PICTOGRAM_ROWS)
        draw_rows(block, &placed, canvas);
    else
        draw_cells(block, pictogram, &placed, canvas, box);
    if (placed.key != NULL)
        draw_key(block, pictogram, &placed, canvas, box);
}

// The sentences, as they stand beside the people.
static const char *summarise_people(const hai_block *block, const struct pictogram *pictogram)
{
    struct plan plan = {.data = read_data(block, pictogram)};
    const char *text = "";
    if (chart_data_is_empty(plan.data))
        return "暂无数据";
    for (int32_t i = 0; i < plan.data->category_count; i++) {
        double value = plan.data->series[0].values[i];
        double whole = whole_of(pictogram, &plan, i);
        const char *name = plan.data->categories[i], *mark = i > 0 ? ";" : "";
        text = isfinite(value)
                   ? hai_block_printf(block, "%s%s%s", text, mark,
                                      pictogram_sentence(
                                          block, pictogram, name, "", value, whole,
                                          pictogram_scale(plan.data->series[0].values,
                                                          plan.data->category_count, value, whole)))
                   : hai_block_printf(block, "%s%s%s暂无数据", text, mark, name);
    }
    return text;
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct pictogram *pictogram = data;
    if (pictogram->style == PICTOGRAM_PEOPLE)
        return summarise_people(block, pictogram);
    return chart_summary_of(block, "象形图", &pictogram->chart, read_data(block, pictogram),
                            CHART_STORY_RANK);
}

CHART_PLUGIN("pictogram", struct pictogram, "象形图", "Pictogram",
             "以图标计数:成行图标、百人中点亮若干人、图标按比例填充",
             "Figures counted in icons: rows, arrays of which some are filled, one icon filled");
