// SPDX-License-Identifier: MIT
#include "plugin/hard_base.h"

#include <math.h>
#include <string.h>

#include "data/table.h"
#include "plugin/hard_rows.h"

#define FIRST_YEAR 1800
#define LAST_YEAR 2200

struct hard_words {
    GPtrArray *texts; // owned
    bool is_number;   // years written as numbers
};

// --- Texts ---

static struct hard_words *new_words(struct hard_base *base)
{
    struct hard_words *words = g_new0(struct hard_words, 1);
    words->texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(base->words, words);
    return words;
}

static void free_words(void *data)
{
    struct hard_words *words = data;
    g_ptr_array_free(words->texts, TRUE);
    g_free(words);
}

int32_t hard_words_count(const struct hard_words *words)
{
    return (int32_t)words->texts->len;
}

int32_t hard_words_find(const struct hard_words *words, const char *text)
{
    for (guint i = 0; *text && i < words->texts->len; i++)
        if (strcmp(words->texts->pdata[i], text) == 0)
            return (int32_t)i;
    return -1;
}

static void add_word(struct hard_words *words, const char *text)
{
    if (*text && hard_words_find(words, text) < 0)
        g_ptr_array_add(words->texts, g_strdup(text));
}

char *hard_words_name(const struct hard_words *words, int32_t index)
{
    static const char *const pool[] = {
        "城关镇", "青龙街道", "北塘",   "云台山", "古荥",     "新城路街道", "花园口", "双桥",
        "大河路", "迎宾路",   "长兴路", "石佛",   "沟赵",     "枫杨街道",   "梧桐",   "柳林",
        "丰庆路", "国基路",   "杨金路", "兴达路", "龙子湖",   "博学路",     "金光路", "商都路",
        "如意湖", "龙湖",     "豫兴路", "白沙",   "雁鸣湖镇", "狼城岗",     "官渡",   "韩寺",
        "刁家",   "姚家",     "黄店",   "八岗",   "三官庙",   "九龙",       "潮河",   "京航",
    };
    const int32_t pool_count = (int32_t)G_N_ELEMENTS(pool);
    int32_t known = hard_words_count(words);
    if (index < known)
        return g_strdup(words->texts->pdata[index]);
    int32_t more = index - known;
    const char *name = pool[more % pool_count];
    if (more < pool_count && hard_words_find(words, name) < 0)
        return g_strdup(name);
    return g_strdup_printf("%s%d", name, more / pool_count + 1);
}

// --- Dates ---

// "2021-03-05", "2021年3月", "3月5日": up to three numbers with something between and behind.
struct date_form {
    int count;
    int values[3], digits[3];
    const char *joints[3]; // behind each number
    bool has_year;
};

static const char *read_joint(const char *text, const char **joint)
{
    static const char *const joints[] = {"-", "/", ".", "年", "月", "日"};
    *joint = "";
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        if (g_str_has_prefix(text, joints[i])) {
            *joint = joints[i];
            return text + strlen(joints[i]);
        }
    return text;
}

static bool read_date(const char *text, struct date_form *form)
{
    *form = (struct date_form){0};
    while (*text && form->count < 3) {
        const char *start = text;
        int value = 0;
        for (; g_ascii_isdigit(*text) && text - start < 5; text++)
            value = value * 10 + (*text - '0');
        if (text == start)
            return false;
        form->values[form->count] = value;
        form->digits[form->count] = (int)(text - start);
        text = read_joint(text, &form->joints[form->count]);
        form->count++;
    }
    form->has_year = form->digits[0] == 4;
    bool is_plain = form->count == 1 && *form->joints[0] == '\0';
    if (*text || form->count == 0 || (is_plain && !form->has_year))
        return false;
    if (form->has_year)
        return form->values[0] >= FIRST_YEAR && form->values[0] <= LAST_YEAR;
    return strcmp(form->joints[0], "月") == 0 && form->count < 3;
}

// So many units on, the unit being that of the last number.
static void move_date(struct date_form *form, int32_t by)
{
    int fields = form->count + (form->has_year ? 0 : 1);
    int *year = form->has_year ? &form->values[0] : NULL;
    int *month = form->has_year ? &form->values[1] : &form->values[0];
    int *day = form->has_year ? &form->values[2] : &form->values[1];
    if (fields == 1) {
        *year = FIRST_YEAR + (*year + by - FIRST_YEAR) % (LAST_YEAR - FIRST_YEAR);
    } else if (fields == 2) {
        int months = (year ? *year * 12 : 0) + *month - 1 + by;
        *month = months % 12 + 1;
        if (year)
            *year = months / 12;
    } else {
        GDate date;
        g_date_clear(&date, 1);
        GDateYear in = (GDateYear)(year ? *year : 2001);
        GDateMonth of = (GDateMonth)CLAMP(*month, 1, 12);
        int days = g_date_get_days_in_month(of, in);
        g_date_set_dmy(&date, (GDateDay)CLAMP(*day, 1, days), of, in);
        g_date_add_days(&date, (guint)by);
        *day = g_date_get_day(&date);
        *month = (int)g_date_get_month(&date);
        if (year)
            *year = g_date_get_year(&date);
    }
}

// "03" or "3": as the example has it where that can be seen, else as the joints suggest.
static bool is_padded(const struct hard_words *words, const struct date_form *like)
{
    for (guint i = 0; i < words->texts->len; i++) {
        struct date_form form;
        if (!read_date(words->texts->pdata[i], &form))
            continue;
        for (int j = form.has_year ? 1 : 0; j < form.count; j++)
            if (form.values[j] < 10)
                return form.digits[j] == 2;
    }
    return g_ascii_ispunct(*like->joints[0]);
}

static json_t *write_date(const struct date_form *form, bool padded)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < form->count; i++)
        g_string_append_printf(text, padded ? "%02d%s" : "%d%s", form->values[i], form->joints[i]);
    json_t *date = json_string(text->str);
    g_string_free(text, TRUE);
    return date;
}

// Days from 1900 on, or parts of years.
static json_t *heap_date(const struct hard_words *words, int32_t index)
{
    if (words->is_number)
        return json_real(1900 + index / 500.0);
    struct date_form form = {3, {1900, 1, 1}, {4, 2, 2}, {"-", "-", ""}, true};
    move_date(&form, index);
    return write_date(&form, true);
}

json_t *hard_words_date(const struct hard_words *words, int32_t index, bool is_heap)
{
    int32_t known = hard_words_count(words);
    struct date_form form;
    if (is_heap)
        return heap_date(words, index);
    const char *text = words->texts->pdata[MIN(index, known - 1)];
    if (index >= known && read_date(text, &form)) {
        move_date(&form, index - known + 1);
        if (words->is_number)
            return json_integer(form.values[0]);
        return write_date(&form, is_padded(words, &form));
    }
    if (words->is_number)
        return json_integer((json_int_t)g_ascii_strtoll(text, NULL, 10));
    return json_string(text);
}

// --- Columns ---

const char *hard_table_text(const struct hard_table *table, int32_t row, int32_t column)
{
    return hai_table_text(table->table, row, column);
}

json_t *hard_table_value(const struct hard_table *table, int32_t row, int32_t column)
{
    return table_value(table->table, row, column);
}

static bool is_year(json_t *value)
{
    return json_is_integer(value) && json_integer_value(value) >= FIRST_YEAR &&
           json_integer_value(value) <= LAST_YEAR;
}

static enum hard_column_kind kind_of(const struct hard_table *table, int32_t column)
{
    int32_t figures = 0, years = 0, names = 0, dates = 0, others = 0;
    for (int32_t i = 0; i < table->rows; i++) {
        json_t *value = hard_table_value(table, i, column);
        const char *text = json_string_value(value);
        struct date_form form;
        if (text && *text == '#')
            others++;
        else if (text && *text)
            read_date(text, &form) ? dates++ : names++;
        else if (json_is_number(value))
            is_year(value) ? years++ : figures++;
        else if (json_is_boolean(value))
            others++;
        json_decref(value);
    }
    if (others > 0 || figures + years + names + dates == 0)
        return COLUMN_KEPT;
    if (figures + years > names + dates)
        return figures == 0 && years > 1 ? COLUMN_DATE : COLUMN_FIGURE;
    return names == 0 ? COLUMN_DATE : COLUMN_NAME;
}

static void read_column(struct hard_base *base, struct hard_table *table, int32_t number)
{
    struct hard_column *column = &table->columns[number];
    column->name = hai_table_column_name(table->table, number);
    column->kind = kind_of(table, number);
    for (int32_t i = 0; i < table->rows && column->kind == COLUMN_FIGURE; i++) {
        double value = fabs(hai_table_number(table->table, i, number));
        const char *point = strchr(hard_table_text(table, i, number), '.');
        if (value > table->largest)
            table->largest = value;
        column->decimals = MAX(column->decimals, point ? (int)strlen(point) - 1 : 0);
    }
    if (column->kind != COLUMN_NAME && column->kind != COLUMN_DATE)
        return;
    column->words = new_words(base);
    for (int32_t i = 0; i < table->rows; i++)
        add_word(column->words, hard_table_text(table, i, number));
    json_t *first = hard_table_value(table, 0, number);
    column->words->is_number = json_is_number(first);
    json_decref(first);
}

// --- Columns that refer to each other ---

static bool share_words(const struct hard_column *a, const struct hard_column *b)
{
    if (a->kind != b->kind || !a->words || !b->words || a->words == b->words)
        return false;
    for (guint i = 0; i < a->words->texts->len; i++)
        if (hard_words_find(b->words, a->words->texts->pdata[i]) >= 0)
            return true;
    return false;
}

static void replace_words(struct hard_base *base, const struct hard_words *old,
                          struct hard_words *words)
{
    for (unsigned i = 0; i < base->count; i++)
        for (int32_t j = 0; j < base->tables[i].column_count; j++)
            if (base->tables[i].columns[j].words == old)
                base->tables[i].columns[j].words = words;
}

static void join_columns(struct hard_base *base, struct hard_column *a, struct hard_column *b)
{
    if (!share_words(a, b))
        return;
    const struct hard_words *old = b->words;
    for (guint i = 0; i < old->texts->len; i++)
        add_word(a->words, old->texts->pdata[i]);
    replace_words(base, old, a->words);
    a->is_shared = b->is_shared = true;
}

static void join_all(struct hard_base *base)
{
    for (unsigned i = 0; i < base->count; i++)
        for (int32_t j = 0; j < base->tables[i].column_count; j++)
            for (unsigned k = i; k < base->count; k++)
                for (int32_t l = k == i ? j + 1 : 0; l < base->tables[k].column_count; l++)
                    join_columns(base, &base->tables[i].columns[j], &base->tables[k].columns[l]);
}

// Texts that tell rows apart: all different, or the column with the most, or shared with another.
static void find_keys(struct hard_table *table)
{
    int32_t most = 0;
    for (int32_t j = 0; j < table->column_count; j++)
        if (table->columns[j].words)
            most = MAX(most, hard_words_count(table->columns[j].words));
    table->key = -1;
    bool has_most = false;
    for (int32_t j = 0; j < table->column_count; j++) {
        struct hard_column *column = &table->columns[j];
        int32_t count = column->words ? hard_words_count(column->words) : -1;
        bool is_most = count == most && !has_most;
        has_most = has_most || is_most;
        column->is_key = count >= 0 && (is_most || column->is_shared || count == table->rows);
        if (column->is_key && table->key < 0) {
            table->key = j;
            table->key_names = count;
        }
    }
}

// --- The base ---

static void read_table(struct hard_base *base, const hai_option *option, const hai_table *rows)
{
    struct hard_table *table = &base->tables[base->count++];
    *table = (struct hard_table){.option = option->name,
                                 .table = rows,
                                 .rows = hai_table_rows(rows),
                                 .column_count = hai_table_columns(rows)};
    table->columns = g_new0(struct hard_column, (gsize)table->column_count + 1);
    for (int32_t j = 0; j < table->column_count; j++)
        read_column(base, table, j);
}

// What cells name outside of the table is nothing to make up.
static void keep_outside(struct hard_base *base, const hai_option *option, const void *options)
{
    int32_t number = -1;
    if (option->kind == HAI_KIND_COLUMN && (option->flags & HAI_OUTSIDE) != 0)
        memcpy(&number, (const char *)options + option->offset, sizeof(number));
    const char *of = option->of ? option->of : "rows";
    for (unsigned i = 0; i < base->count; i++) {
        struct hard_table *table = &base->tables[i];
        if (strcmp(table->option, of) != 0 || number < 0 || number >= table->column_count)
            continue;
        table->columns[number].kind = COLUMN_KEPT;
        table->columns[number].words = NULL;
    }
}

struct hard_base *hard_base_new(const hai_visual *visual, const void *options)
{
    struct hard_base *base = g_new0(struct hard_base, 1);
    base->tables = g_new0(struct hard_table, visual->option_count + 1);
    base->words = g_ptr_array_new_with_free_func(free_words);
    for (uint32_t i = 0; i < visual->option_count; i++) {
        const hai_option *option = &visual->options[i];
        const hai_table *rows = NULL;
        if (option->kind == HAI_KIND_TABLE)
            memcpy(&rows, (const char *)options + option->offset, sizeof(rows));
        if (rows)
            read_table(base, option, rows);
    }
    for (uint32_t i = 0; i < visual->option_count; i++)
        keep_outside(base, &visual->options[i], options);
    join_all(base);
    for (unsigned i = 0; i < base->count; i++)
        find_keys(&base->tables[i]);
    return base;
}

void hard_base_free(struct hard_base *base)
{
    for (unsigned i = 0; i < base->count; i++)
        g_free(base->tables[i].columns);
    g_free(base->tables);
    g_ptr_array_free(base->words, TRUE);
    g_free(base);
}

unsigned hard_base_count(const struct hard_base *base)
{
    return base->count;
}

const char *hard_base_option(const struct hard_base *base, unsigned table)
{
    return base->tables[table].option;
}

bool hard_base_has_rows(const struct hard_base *base)
{
    for (unsigned i = 0; i < base->count; i++)
        if (base->tables[i].rows > 0)
            return true;
    return false;
}
