// SPDX-License-Identifier: MIT
#include "item-kit/items.h"

#include <math.h>
#include <string.h>

#include "visual-kit/pictures.h"
#include "visual-kit/surface.h"

const char *const kit_palettes[] = {"one", "each", "shades", NULL};
const char *const kit_numerals[] = {"auto", "none", "1", "01", "一", NULL};

int32_t kit_items_count(const struct kit_items *items)
{
    return items->rows == NULL ? 0 : hai_table_rows(items->rows);
}

void kit_items_check(const hai_block *block, const struct kit_items *items, const char *what,
                     int32_t most)
{
    int32_t count = kit_items_count(items);
    if (count > most)
        hai_block_error(block, "rows", "data.limit", "take those that matter",
                        "%s shows at most %d items, not %d", what, (int)most, (int)count);
    if (items->title < 0 && items->text < 0 && items->value < 0 && count > 0)
        hai_block_error(block, "rows", "option.column", "name one with \"title\"",
                        "%s needs a column of titles, texts or values", what);
}

void kit_items_prepare(const hai_block *block, struct kit_items *items)
{
    if (items->rows == NULL)
        return;
    int32_t count = hai_table_rows(items->rows);
    items->icons = kit_row_icons(block, items->rows, items->icon, count);
    items->images = kit_row_images(block, items->rows, items->image, count);
}

static const char *cell(const struct kit_items *items, int32_t row, int32_t column)
{
    const char *text = hai_table_text(items->rows, row, column);
    return text[0] == '\0' ? NULL : text;
}

struct word {
    const char *word;
    int32_t status;
};

static const struct word words[] = {
    {"done", KIT_STATUS_DONE},    {"true", KIT_STATUS_DONE},    {"完成", KIT_STATUS_DONE},
    {"已完成", KIT_STATUS_DONE},  {"已办结", KIT_STATUS_DONE},  {"是", KIT_STATUS_DONE},
    {"✓", KIT_STATUS_DONE},       {"doing", KIT_STATUS_DOING},  {"进行中", KIT_STATUS_DOING},
    {"推进中", KIT_STATUS_DOING}, {"办理中", KIT_STATUS_DOING}, {"在建", KIT_STATUS_DOING},
    {"todo", KIT_STATUS_TODO},    {"false", KIT_STATUS_TODO},   {"未开始", KIT_STATUS_TODO},
    {"未完成", KIT_STATUS_TODO},  {"待办", KIT_STATUS_TODO},    {"否", KIT_STATUS_TODO},
    {"late", KIT_STATUS_LATE},    {"逾期", KIT_STATUS_LATE},    {"滞后", KIT_STATUS_LATE},
    {"已逾期", KIT_STATUS_LATE},
};

static void read_status(struct kit_item *item, const char *text)
{
    static const char *const shown[] = {[KIT_STATUS_DONE] = "已完成",
                                        [KIT_STATUS_DOING] = "进行中",
                                        [KIT_STATUS_TODO] = "未开始",
                                        [KIT_STATUS_LATE] = "已逾期"};
    if (text == NULL)
        return;
    item->status = KIT_STATUS_OTHER;
    item->status_text = text;
    for (size_t i = 0; i < HAI_COUNT(words); i++) {
        if (strcmp(words[i].word, text) != 0)
            continue;
        item->status = words[i].status;
        bool is_key = (text[0] >= 'a' && text[0] <= 'z') || strcmp(text, "✓") == 0 ||
                      strcmp(text, "是") == 0 || strcmp(text, "否") == 0;
        if (is_key)
            item->status_text = shown[item->status];
    }
}

static const char *palette_colour(const hai_block *block, const struct kit_items *items,
                                  int32_t row)
{
    const hai_theme *theme = hai_block_theme(block);
    if (items->palette == KIT_PALETTE_EACH)
        return hai_block_printf(block, "categorical.%d", (int)(row % 8) + 1);
    if (items->palette != KIT_PALETTE_SHADES)
        return NULL;
    int32_t count = kit_items_count(items);
    double t = count > 1 ? (double)row / (count - 1) : 0;
    return hai_block_printf(
        block, "%s",
        kit_literal(block, hai_colour_mix(hai_theme_colour(theme, "primary_deep"),
                                          hai_colour_mix(hai_theme_colour(theme, "primary"),
                                                         hai_theme_colour(theme, "surface"), 0.3),
                                          t)));
}

#define MOST_DECIMALS 3

// Figures of one unit have as many decimal places: 91.0 beside 96.8. -1: each its own, as for
// figures of different units.
static int32_t common_decimals(const struct kit_items *items)
{
    if (items->format.decimals >= 0 || items->unit_column >= 0 || items->unit == NULL ||
        items->format.scale != 0 || items->format.style != 0)
        return items->format.decimals;
    int32_t most = 0;
    for (int32_t row = 0; row < kit_items_count(items); row++) {
        double value = hai_table_number(items->rows, row, items->value), unit = 1;
        if (!(fabs(value) < 1e9))
            continue;
        for (int32_t places = 0; fabs(value * unit - round(value * unit)) > 1e-6; unit *= 10)
            if (++places > MOST_DECIMALS)
                return -1;
            else if (places > most)
                most = places;
    }
    return most;
}

struct kit_item kit_items_get(const hai_block *block, const struct kit_items *items, int32_t row)
{
    struct kit_item item = {.number = cell(items, row, items->number),
                            .date = cell(items, row, items->date),
                            .title = cell(items, row, items->title),
                            .note = cell(items, row, items->note),
                            .text = cell(items, row, items->text),
                            .value = cell(items, row, items->value),
                            .colour = cell(items, row, items->colour)};
    double number = hai_table_number(items->rows, row, items->value);
    if (isfinite(number)) {
        hai_number_format format = hai_number_options_format(&items->format);
        format.decimals = common_decimals(items);
        const char *unit = cell(items, row, items->unit_column);
        if (unit == NULL)
            unit = items->unit == NULL ? "" : items->unit;
        item.value = hai_number_figure(block, number, &format);
        item.unit = hai_block_printf(block, "%s%s", hai_number_unit(block, number, &format), unit);
    } else if (item.value != NULL && items->unit_column >= 0) {
        item.unit = cell(items, row, items->unit_column);
    }
    read_status(&item, cell(items, row, items->status));
    if (items->icons != NULL) {
        item.icon = items->icons[row];
        item.image = items->images[row];
    }
    if (item.colour == NULL)
        item.colour = palette_colour(block, items, row);
    return item;
}

const char *kit_items_summary(const hai_block *block, const struct kit_items *items,
                              const char *what)
{
    int32_t count = kit_items_count(items);
    if (count == 0)
        return hai_block_printf(block, "%s,暂无数据", what);
    const char *text = hai_block_printf(block, "%s,共%d项", what, (int)count);
    int told = 0;
    for (int32_t i = 0; i < count && told < 8; i++) {
        const char *name = hai_table_text(items->rows, i, items->title);
        if (name[0] == '\0')
            name = hai_table_text(items->rows, i, items->text);
        if (name[0] == '\0')
            continue;
        text = hai_block_printf(block, "%s%s%s", text, told++ == 0 ? ":" : "、", name);
    }
    return count > told ? hai_block_printf(block, "%s等", text) : text;
}

#define NONE_HEIGHT 120.0

double kit_no_items_height(void)
{
    return NONE_HEIGHT;
}

void kit_draw_no_items(const hai_block *block, hai_canvas *canvas, hai_box box)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "weak", HAI_TEXT_CENTRE);
    const hai_paragraph *text = hai_paragraph_new(block, "暂无数据", &style, fmax(box.width, 1));
    hai_canvas_paragraph(canvas, text, box.x, box.y + (box.height - kit_height(text)) / 2);
}

const char *kit_ordinal(const hai_block *block, int32_t numerals, int32_t number)
{
    const hai_number_format han = {.size = sizeof han, .decimals = 0, .style = HAI_NUMBER_HAN};
    switch (numerals) {
    case KIT_NUMERALS_NONE:
        return NULL;
    case KIT_NUMERALS_PLAIN:
        return hai_block_printf(block, "%d", (int)number);
    case KIT_NUMERALS_HAN:
        return hai_number_text(block, number, &han);
    default:
        return hai_block_printf(block, "%02d", (int)number);
    }
}
