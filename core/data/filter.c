// SPDX-License-Identifier: MIT
#include "data/filter.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/report.h"
#include "data/date.h"
#include "data/number.h"

#define MAX_PAD 20

// The value on its way through a chain.
struct flow {
    struct arena *arena;
    struct filter_error *error;
    enum { FLOW_VALUE, FLOW_TEXT, FLOW_NUMBER, FLOW_DATE } kind;
    json_t *value;       // FLOW_VALUE, and what is missing; borrowed
    const char *written; // of the value, or NULL
    const char *text;
    double number;
    hai_number_format format;
    bool is_formatted; // the number is to be written
    struct date date;
    const char *pattern;
    bool is_han; // the date's numbers
};

enum kind {
    DEFAULT,
    ROUND,
    ABS,
    TIMES,
    DECIMALS,
    SCALE,
    GROUP,
    SIGN,
    STYLE,
    DATE,
    UPPER,
    LOWER,
    PAD,
};

enum argument { NO_ARGUMENT, MAYBE_COUNT, COUNT, FACTOR, UNIT, MAYBE_TEXT, TEXT };

struct filter {
    struct filter_help help;
    enum kind kind;
    enum argument argument;
    int least, most; // COUNT
    uint32_t style;  // STYLE
};

static const struct filter filters[] = {
    {.kind = DEFAULT,
     .argument = TEXT,
     .help = {"default", "default:'—'", "", "—", "没有值时的文字", "A text for what is missing"}},
    {.kind = ROUND,
     .argument = MAYBE_COUNT,
     .least = -12,
     .most = 12,
     .help = {"round", "round:1", "306.84", "306.8", "四舍五入到几位小数,仍是数",
              "Round to so many decimals, or to a whole number"}},
    {.kind = ABS, .help = {"abs", "abs", "-3.1", "3.1", "绝对值", "Without its sign"}},
    {.kind = TIMES,
     .argument = FACTOR,
     .help = {"times", "times:100", "0.07", "7", "乘以", "Multiplied"}},
    {.kind = DECIMALS,
     .argument = COUNT,
     .most = 6,
     .help = {"decimals", "decimals:2", "306.8", "306.80", "写几位小数",
              "Decimal places, all written"}},
    {.kind = SCALE,
     .argument = UNIT,
     .help = {"scale", "scale:亿", "306800000000", "3068亿", "以万、亿、万亿为单位,auto 自动",
              "In 万, 亿 or 万亿, or in what suits: auto"}},
    {.kind = GROUP,
     .help = {"group", "group", "1234567", "1,234,567", "千分撇", "Commas between thousands"}},
    {.kind = SIGN,
     .help = {"sign", "sign", "6.3", "+6.3", "正数前加“+”", "A plus sign before positive numbers"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_PERCENT,
     .help = {"percent", "percent", "3.1", "3.1%", "百分数,值已是百分数",
              "A value that is in per cent"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_RATIO,
     .help = {"ratio", "ratio", "0.031", "3.1%", "百分数,值是比率", "A share of 1, in per cent"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_PERMILLE,
     .help = {"permille", "permille", "6.8", "6.8‰", "千分数,值已是千分数",
              "A value that is in per mille"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_POINTS,
     .help = {"points", "points", "1.2", "1.2个百分点", "百分点", "Percentage points"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_HAN,
     .help = {"han", "han", "320", "三百二十", "汉字数字;也用于日期",
              "Chinese numerals; of dates, too"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_HAN_DIGITS,
     .help = {"han_digits", "han_digits", "2021", "二〇二一", "逐位汉字,如年份",
              "Digit by digit, as years are"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_FORMAL,
     .help = {"formal", "formal", "320", "叁佰贰拾", "大写数字", "Chinese capitals"}},
    {.kind = STYLE,
     .style = HAI_NUMBER_MONEY,
     .help = {"money", "money", "10203.04", "壹万零贰佰零叁元零肆分", "大写金额",
              "Money in capitals"}},
    {.kind = DATE,
     .argument = MAYBE_TEXT,
     .help = {"date", "date:M月D日", "2021-02-22", "2月22日",
              "日期:Y年 M月 D日 W星期 H时 m分,MM 两位;不写则为年月日",
              "Y M D W(eekday) H m, MM of two digits; without a pattern 2021年2月22日"}},
    {.kind = UPPER, .help = {"upper", "upper", "pm2.5", "PM2.5", "大写字母", "Capital letters"}},
    {.kind = LOWER, .help = {"lower", "lower", "KM", "km", "小写字母", "Small letters"}},
    {.kind = PAD,
     .argument = COUNT,
     .least = 1,
     .most = MAX_PAD,
     .help = {"pad", "pad:3", "7", "007", "左侧补零到几位",
              "Zeros at the left, to so many characters"}},
};

const struct filter_help *filter_help(size_t index)
{
    return index < G_N_ELEMENTS(filters) ? &filters[index].help : NULL;
}

static bool fail(struct flow *flow, const char *code, const char *text, const char *hint)
{
    *flow->error = (struct filter_error){code, text, hint};
    return false;
}

// --- What a flow is ---

static bool is_missing(const struct flow *flow)
{
    switch (flow->kind) {
    case FLOW_VALUE:
        return flow->written != NULL
                   ? flow->written[0] == '\0'
                   : json_is_null(flow->value) ||
                         (json_is_string(flow->value) && json_string_length(flow->value) == 0);
    case FLOW_TEXT:
        return flow->text[0] == '\0';
    default:
        return false;
    }
}

static void set_text(struct flow *flow, const char *text)
{
    flow->kind = FLOW_TEXT;
    flow->text = text;
}

static bool become_text(struct flow *flow, const struct filter *filter)
{
    if (flow->kind == FLOW_TEXT)
        return true;
    if (flow->kind == FLOW_VALUE && flow->written != NULL) {
        set_text(flow, flow->written);
        return true;
    }
    if (flow->kind == FLOW_VALUE && json_is_string(flow->value)) {
        set_text(flow, arena_strdup(flow->arena, json_string_value(flow->value)));
        return true;
    }
    if (flow->kind == FLOW_DATE) {
        GString *text = g_string_new(NULL);
        const char *wrong = date_append(text, &flow->date, flow->pattern, flow->is_han);
        set_text(flow, arena_strndup(flow->arena, text->str, text->len));
        g_string_free(text, TRUE);
        return wrong == NULL || fail(flow, "data.filter", wrong, "write date:'Y年M月D日'");
    }
    if (flow->kind == FLOW_VALUE && !json_is_number(flow->value))
        return fail(
            flow, "data.type",
            arena_printf(flow->arena, "filter '%s' needs a text or a number", filter->help.name),
            NULL);
    char digits[DECIMAL_BYTES];
    double number = flow->kind == FLOW_NUMBER ? flow->number : json_number_value(flow->value);
    if (flow->kind == FLOW_NUMBER && flow->is_formatted) {
        if (!number_has_numerals(number, &flow->format))
            return fail(flow, "data.range", "the number is too large to be written in Chinese",
                        "take less than 10000000000000000");
        set_text(flow, number_text(flow->arena, number, &flow->format));
        return true;
    }
    decimal_shortest(number, digits);
    set_text(flow, arena_strdup(flow->arena, digits));
    return true;
}

static bool wrong_value(struct flow *flow, const struct filter *filter, const char *wanted)
{
    const char *name = filter->help.name, *text = flow->kind == FLOW_TEXT ? flow->text : NULL;
    if (flow->kind == FLOW_VALUE)
        text = flow->written != NULL ? flow->written : json_string_value(flow->value);
    if (text != NULL)
        return fail(
            flow, "data.type",
            arena_printf(flow->arena, "filter '%s' needs %s, is the text '%s'", name, wanted, text),
            "leave a cell without a value empty; default:'…' gives it a text");
    return fail(flow, "data.type",
                arena_printf(flow->arena, "filter '%s' needs %s%s", name, wanted,
                             flow->kind == FLOW_DATE ? ", is a date" : ""),
                NULL);
}

static bool become_number(struct flow *flow, const struct filter *filter)
{
    if (flow->kind == FLOW_NUMBER)
        return true;
    double number = 0;
    const char *text = flow->kind == FLOW_TEXT ? flow->text : NULL;
    if (flow->kind == FLOW_VALUE && json_is_number(flow->value)) {
        number = json_number_value(flow->value);
    } else {
        if (flow->kind == FLOW_VALUE && json_is_string(flow->value))
            text = json_string_value(flow->value);
        if (text == NULL || !decimal_parse(text, &number))
            return wrong_value(flow, filter, "a number");
    }
    flow->kind = FLOW_NUMBER;
    flow->number = number;
    flow->is_formatted = false;
    flow->format = (hai_number_format){.size = sizeof flow->format, .decimals = -1};
    return true;
}

static bool become_date(struct flow *flow, const struct filter *filter)
{
    if (flow->kind == FLOW_DATE)
        return true;
    if (!become_text(flow, filter))
        return false;
    if (!date_parse(flow->text, &flow->date))
        return wrong_value(flow, filter, "a date such as 2021-02-22");
    flow->kind = FLOW_DATE;
    flow->is_han = false;
    return true;
}

// --- Arguments ---

struct call {
    const struct filter *filter;
    const char *argument; // NULL: none
    int count;
    double factor;
    uint32_t scale;
};

static bool wrong_argument(struct flow *flow, const struct filter *filter, const char *wanted)
{
    return fail(flow, "data.filter",
                arena_printf(flow->arena, "filter '%s' %s", filter->help.name, wanted),
                arena_printf(flow->arena, "write {{field | %s}}", filter->help.example));
}

static bool read_unit(struct flow *flow, struct call *call)
{
    static const char *const names[] = {"none", "auto", "万", "亿", "万亿", NULL};
    static const uint32_t scales[] = {0, 1, 4, 8, 12};
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(call->argument, names[i]) != 0)
            continue;
        call->scale = scales[i];
        return true;
    }
    return wrong_argument(flow, call->filter, "needs one of none, auto, 万, 亿, 万亿");
}

static bool read_count(struct flow *flow, struct call *call)
{
    double count;
    const struct filter *filter = call->filter;
    if (!decimal_parse(call->argument, &count) || count != floor(count) || count < filter->least ||
        count > filter->most)
        return wrong_argument(flow, filter,
                              arena_printf(flow->arena, "needs a whole number from %d to %d",
                                           filter->least, filter->most));
    call->count = (int)count;
    return true;
}

static bool read_argument(struct flow *flow, struct call *call)
{
    enum argument wanted = call->filter->argument;
    if (call->argument == NULL)
        return wanted == NO_ARGUMENT || wanted == MAYBE_COUNT || wanted == MAYBE_TEXT ||
               wrong_argument(flow, call->filter, "needs an argument");
    switch (wanted) {
    case NO_ARGUMENT:
        return wrong_argument(flow, call->filter, "takes no argument");
    case COUNT:
    case MAYBE_COUNT:
        return read_count(flow, call);
    case FACTOR:
        return decimal_parse(call->argument, &call->factor) ||
               wrong_argument(flow, call->filter, "needs a number");
    case UNIT:
        return read_unit(flow, call);
    case TEXT:
    case MAYBE_TEXT:
        break;
    }
    return true;
}

// --- Filters ---

// Fifteen digits are what people's decimal arithmetic gives: 0.07 times 100 is 7.
static bool multiply(struct flow *flow, double factor)
{
    struct decimal product = decimal_read(flow->number * factor);
    decimal_round(&product, 15 - product.point);
    if (!isfinite(flow->number * factor))
        return fail(flow, "data.range", "the product is too large", NULL);
    flow->number = decimal_value(&product);
    return true;
}

static bool change_number(struct flow *flow, const struct call *call)
{
    if (!become_number(flow, call->filter))
        return false;
    struct decimal decimal;
    switch (call->filter->kind) {
    case ROUND:
        decimal = decimal_read(flow->number);
        decimal_round(&decimal, call->count);
        flow->number = decimal_value(&decimal);
        return true;
    case ABS:
        flow->number = fabs(flow->number);
        return true;
    case TIMES:
        return multiply(flow, call->factor);
    case DECIMALS:
        flow->format.decimals = call->count;
        break;
    case SCALE:
        flow->format.scale = call->scale;
        break;
    case GROUP:
        flow->format.group = 1;
        break;
    case SIGN:
        flow->format.sign = 1;
        break;
    default:
        flow->format.style = call->filter->style;
    }
    flow->is_formatted = true;
    return true;
}

static bool change_text(struct flow *flow, const struct call *call)
{
    if (!become_text(flow, call->filter))
        return false;
    char *changed;
    if (call->filter->kind == UPPER) {
        changed = g_ascii_strup(flow->text, -1);
    } else if (call->filter->kind == LOWER) {
        changed = g_ascii_strdown(flow->text, -1);
    } else {
        long missing = MAX(call->count - g_utf8_strlen(flow->text, -1), 0);
        char *zeros = g_strnfill((gsize)missing, '0');
        changed = g_strconcat(zeros, flow->text, NULL);
        g_free(zeros);
    }
    set_text(flow, arena_strdup(flow->arena, changed));
    g_free(changed);
    return true;
}

static bool apply(struct flow *flow, const struct call *call)
{
    enum kind kind = call->filter->kind;
    if (kind == DEFAULT) {
        if (is_missing(flow))
            set_text(flow, call->argument);
        return true;
    }
    if (is_missing(flow))
        return true;
    if (kind == DATE) {
        flow->pattern = call->argument;
        return become_date(flow, call->filter);
    }
    if (flow->kind == FLOW_DATE && kind == STYLE && call->filter->style == HAI_NUMBER_HAN) {
        flow->is_han = true;
        return true;
    }
    if (flow->kind == FLOW_DATE && kind < UPPER)
        return wrong_value(flow, call->filter, "a number");
    return kind < UPPER ? change_number(flow, call) : change_text(flow, call);
}

// --- The chain ---

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

static bool find_filter(struct flow *flow, const char *name, struct call *call)
{
    const char *names[G_N_ELEMENTS(filters) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
        names[i] = filters[i].help.name;
        if (strcmp(name, names[i]) == 0)
            call->filter = &filters[i];
    }
    if (call->filter != NULL)
        return true;
    const char *hint = strstr(name, "：") != NULL
                           ? "write a half-width ':' before the argument"
                           : report_names_hint(flow->arena, name, names, "there are:");
    if (name[0] == '\0')
        return fail(flow, "data.filter", "there is no filter after '|'", hint);
    return fail(flow, "data.filter", arena_printf(flow->arena, "there is no filter '%s'", name),
                hint);
}

// Read "name" or "name:argument" up to the next "|"; the place of that, or the end.
static const char *read_call(struct flow *flow, const char *at, const char *end, struct call *call)
{
    const char *start = at = skip_blanks(at, end);
    while (at < end && *at != '|' && *at != ':')
        at++;
    const char *name = g_strchomp(arena_strndup(flow->arena, start, (size_t)(at - start)));
    if (!find_filter(flow, name, call))
        return NULL;
    if (at == end || *at == '|')
        return at;
    start = at = skip_blanks(at + 1, end);
    if (at < end && (*at == '\'' || *at == '"')) {
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (close == NULL) {
            (void)wrong_argument(flow, call->filter, "has a quote that is not closed");
            return NULL;
        }
        call->argument = arena_strndup(flow->arena, at + 1, (size_t)(close - at - 1));
        at = skip_blanks(close + 1, end);
        if (at == end || *at == '|')
            return at;
        (void)wrong_argument(flow, call->filter, "has words behind its argument");
        return NULL;
    }
    while (at < end && *at != '|')
        at++;
    call->argument = g_strchomp(arena_strndup(flow->arena, start, (size_t)(at - start)));
    return at;
}

// The end of a flow as JSON.
static json_t *flow_value(struct flow *flow)
{
    if (flow->kind == FLOW_VALUE)
        return json_incref(flow->value);
    flow->written = NULL;
    if (flow->kind == FLOW_NUMBER && !flow->is_formatted)
        return json_real(flow->number);
    return become_text(flow, NULL) ? json_string(flow->text) : NULL;
}

json_t *filter_chain(struct arena *arena, json_t *value, const char **written, const char *chain,
                     size_t length, struct filter_error *error)
{
    struct flow flow = {.arena = arena, .error = error, .value = value, .written = *written};
    const char *end = chain + length;
    while (chain != NULL) {
        struct call call = {0};
        chain = read_call(&flow, chain, end, &call);
        if (chain == NULL || !read_argument(&flow, &call) || !apply(&flow, &call))
            return NULL;
        chain = chain < end ? chain + 1 : NULL;
    }
    json_t *result = flow_value(&flow);
    *written = flow.written;
    return result;
}

const char *filter_find_end(const char *text)
{
    bool has_filters = false;
    char last = '\0'; // before this character, blanks aside
    for (const char *at = text; *at != '\0'; at++) {
        if (g_str_has_prefix(at, "}}"))
            return at;
        const char *close =
            has_filters && last == ':' && (*at == '\'' || *at == '"') ? strchr(at + 1, *at) : NULL;
        if (close != NULL)
            at = close;
        has_filters = has_filters || *at == '|';
        if (!g_ascii_isspace(*at))
            last = *at;
    }
    return NULL;
}
