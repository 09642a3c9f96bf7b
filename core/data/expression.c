// SPDX-License-Identifier: MIT
//
// Reading an expression, by recursive descent.
#include "data/expression.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

#include "base/report.h"
#include "data/expression_node.h"
#include "data/expression_token.h"

struct parser {
    struct arena *arena;
    const char *text;
    const char *const *names;
    struct expression_error *error;
    struct token token; // not yet taken
    const char *taken;  // the end of the last one that was
    int depth, nodes;
    bool ok;
};

typedef const struct expression node;

// NULL stands for what could not be read; the first mistake is the one told.
static node *fail(struct parser *parser, const char *start, const char *end, const char *hint,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

static node *fail(struct parser *parser, const char *start, const char *end, const char *hint,
                  const char *format, ...)
{
    if (!parser->ok)
        return NULL;
    parser->ok = false;
    va_list arguments;
    va_start(arguments, format);
    *parser->error = (struct expression_error){
        .code = "data.expression",
        .text = arena_vprintf(parser->arena, format, arguments),
        .hint = hint,
        .offset = (size_t)(start - parser->text),
        .length = (size_t)(end - start),
    };
    va_end(arguments);
    return NULL;
}

static node *fail_at_token(struct parser *parser, const char *hint, const char *what)
{
    const struct token *token = &parser->token;
    return fail(parser, token->start, token->start + token->length, hint, "%s", what);
}

static void advance(struct parser *parser)
{
    const struct token *token = &parser->token;
    parser->taken = token->start + token->length;
    parser->token = token_read(parser->arena, parser->taken);
    if (parser->token.kind == TOKEN_FAULT)
        (void)fail_at_token(parser, parser->token.hint, parser->token.text);
}

static bool is_at(const struct parser *parser, const char *text)
{
    const struct token *token = &parser->token;
    return (token->kind == TOKEN_SIGN || token->kind == TOKEN_WORD) &&
           strcmp(token->text, text) == 0;
}

static bool take(struct parser *parser, const char *text)
{
    if (!parser->ok || !is_at(parser, text))
        return false;
    advance(parser);
    return true;
}

static node *make(struct parser *parser, struct expression made)
{
    if (++parser->nodes > EXPRESSION_MAX_NODES)
        return fail(parser, parser->text, parser->text + strlen(parser->text),
                    "take it apart with several steps", "more than %d names, values and signs",
                    EXPRESSION_MAX_NODES);
    return arena_copy(parser->arena, &made, sizeof made);
}

static node *make_value(struct parser *parser, struct cell cell, enum sort sort)
{
    return make(parser, (struct expression){.sort = sort, .value = cell});
}

static node *make_pair(struct parser *parser, enum operation operation, node *left, node *right)
{
    if (left == NULL || right == NULL)
        return NULL;
    enum sort sort = operation <= OPERATION_DIVIDE ? SORT_NUMBER
                     : operation == OPERATION_JOIN ? SORT_TEXT
                                                   : SORT_CONDITION;
    return make(parser, (struct expression){operation, sort, left, right, cell_empty(), -1});
}

static bool enter(struct parser *parser)
{
    if (++parser->depth <= EXPRESSION_MAX_DEPTH)
        return true;
    (void)fail_at_token(parser, "take it apart with several steps",
                        "too many parentheses or signs");
    return false;
}

// What arithmetic, or a condition, cannot be made of. `start` is where the operand begins.
static node *check_operand(struct parser *parser, node *operand, const char *start,
                           enum sort wanted, const char *sign)
{
    if (operand == NULL || operand->sort == SORT_ANY || operand->sort == wanted)
        return operand;
    if (wanted == SORT_NUMBER)
        return fail(parser, start, parser->taken,
                    operand->sort == SORT_TEXT ? "& joins texts" : "a condition is no number",
                    "'%s' takes numbers", sign);
    return fail(parser, start, parser->taken, "a condition is a comparison, as in year >= 2015",
                "'%s' takes conditions", sign);
}

static node *parse_or(struct parser *parser);

static node *parse_column(struct parser *parser)
{
    struct token token = parser->token;
    for (int32_t i = 0; parser->names[i] != NULL; i++) {
        if (strcmp(parser->names[i], token.text) != 0)
            continue;
        advance(parser);
        return make(parser, (struct expression){.operation = OPERATION_COLUMN, .column = i});
    }
    const char *hint =
        report_names_hint(parser->arena, token.text, parser->names, "the columns are:");
    if (token.start[0] != '[' && token_is_word(token.text))
        hint = "the words of an expression are in small letters";
    (void)fail(parser, token.start, token.start + token.length, hint, "there is no column '%s'",
               token.text);
    parser->error->code = "data.column";
    return NULL;
}

static node *parse_primary(struct parser *parser)
{
    struct token token = parser->token;
    switch (token.kind) {
    case TOKEN_NUMBER:
        advance(parser);
        return make_value(parser, cell_number(token.number), SORT_NUMBER);
    case TOKEN_TEXT:
        advance(parser);
        return make_value(parser, cell_text(token.text), SORT_TEXT);
    case TOKEN_NAME:
        return parser->ok ? parse_column(parser) : NULL;
    case TOKEN_END:
        return fail_at_token(parser, "a name, a number or a text belongs here",
                             *parser->text == '\0' ? "the expression is empty"
                                                   : "the expression ends too soon");
    case TOKEN_FAULT:
        return NULL;
    default:
        break;
    }
    if (take(parser, "true") || take(parser, "false"))
        return make_value(parser, cell_bool(token.text[0] == 't'), SORT_CONDITION);
    if (take(parser, "missing"))
        return make_value(parser, cell_empty(), SORT_ANY);
    if (!take(parser, "("))
        return fail_at_token(
            parser, "a column of this name stands in brackets: [and]",
            arena_printf(parser->arena, "'%.*s' is out of place", (int)token.length, token.start));
    if (!enter(parser))
        return NULL;
    node *inner = parse_or(parser);
    parser->depth--;
    if (inner != NULL && !take(parser, ")"))
        return fail(parser, token.start, token.start + token.length, "close it with ')'",
                    "a parenthesis that is not closed");
    return inner;
}

static node *parse_sign(struct parser *parser)
{
    if (!take(parser, "-"))
        return parse_primary(parser);
    if (!enter(parser))
        return NULL;
    const char *start = parser->token.start;
    node *operand = check_operand(parser, parse_sign(parser), start, SORT_NUMBER, "-");
    parser->depth--;
    if (operand == NULL)
        return NULL;
    return make(parser, (struct expression){OPERATION_NEGATE, SORT_NUMBER, operand, NULL,
                                            cell_empty(), -1});
}

struct level {
    const char *sign;
    enum operation operation;
};

static const struct level products[] = {{"*", OPERATION_MULTIPLY}, {"/", OPERATION_DIVIDE}, {0}};
static const struct level sums[] = {{"+", OPERATION_ADD}, {"-", OPERATION_SUBTRACT}, {0}};
static const struct level joins[] = {{"&", OPERATION_JOIN}, {0}};
static const struct level ands[] = {{"and", OPERATION_AND}, {0}};
static const struct level ors[] = {{"or", OPERATION_OR}, {0}};
static const struct level comparisons[] = {
    {"==", OPERATION_EQUAL},
    {"!=", OPERATION_UNEQUAL},
    {"<", OPERATION_LESS},
    {"<=", OPERATION_LESS_EQUAL},
    {">", OPERATION_MORE},
    {">=", OPERATION_MORE_EQUAL},
    {0},
};

static bool is_at_level(const struct parser *parser, const struct level *level)
{
    for (; level->sign != NULL; level++)
        if (is_at(parser, level->sign))
            return true;
    return false;
}

static const struct level *take_level(struct parser *parser, const struct level *level)
{
    for (; level->sign != NULL; level++)
        if (take(parser, level->sign))
            return level;
    return NULL;
}

// "a OP b OP c" from the left; SORT_ANY where operands may be of any sort.
static node *parse_chain(struct parser *parser, const struct level *level,
                         node *(*parse_inner)(struct parser *), enum sort wanted)
{
    const char *start = parser->token.start;
    node *left = parse_inner(parser);
    while (left != NULL) {
        const char *end = parser->taken;
        const struct level *found = take_level(parser, level);
        if (found == NULL)
            break;
        const char *next = parser->token.start;
        node *right = parse_inner(parser);
        if (wanted != SORT_ANY) {
            const char *taken = parser->taken;
            parser->taken = end; // of what is to the left of the sign
            left = check_operand(parser, left, start, wanted, found->sign);
            parser->taken = taken;
            right = check_operand(parser, right, next, wanted, found->sign);
        }
        left = make_pair(parser, found->operation, left, right);
    }
    return left;
}

static node *parse_product(struct parser *parser)
{
    return parse_chain(parser, products, parse_sign, SORT_NUMBER);
}

static node *parse_sum(struct parser *parser)
{
    return parse_chain(parser, sums, parse_product, SORT_NUMBER);
}

static node *parse_join(struct parser *parser)
{
    return parse_chain(parser, joins, parse_sum, SORT_ANY);
}

static node *make_not(struct parser *parser, node *operand)
{
    if (operand == NULL)
        return NULL;
    return make(parser, (struct expression){OPERATION_NOT, SORT_CONDITION, operand, NULL,
                                            cell_empty(), -1});
}

// "is missing", "is not missing"
static node *parse_is(struct parser *parser, node *left)
{
    bool is_not = take(parser, "not");
    if (!take(parser, "missing"))
        return fail_at_token(parser, "compare with ==", "'is' goes with 'missing' only");
    node *is = make(parser, (struct expression){OPERATION_IS_MISSING, SORT_CONDITION, left, NULL,
                                                cell_empty(), -1});
    return is_not ? make_not(parser, is) : is;
}

// "in (a, b)": equal to one of them.
static node *parse_in(struct parser *parser, node *left)
{
    if (!take(parser, "("))
        return fail_at_token(parser, "write in ('甲', '乙')", "'in' goes with a list");
    node *any = NULL;
    do {
        node *same = make_pair(parser, OPERATION_EQUAL, left, parse_join(parser));
        any = any == NULL ? same : make_pair(parser, OPERATION_OR, any, same);
    } while (any != NULL && take(parser, ","));
    if (any != NULL && !take(parser, ")"))
        return fail_at_token(parser, "write in ('甲', '乙')", "the list of 'in' is not closed");
    return any;
}

static node *parse_comparison(struct parser *parser)
{
    node *left = parse_join(parser);
    if (left == NULL)
        return NULL;
    if (take(parser, "is"))
        return parse_is(parser, left);
    if (take(parser, "in"))
        return parse_in(parser, left);
    if (take(parser, "not"))
        return take(parser, "in")
                   ? make_not(parser, parse_in(parser, left))
                   : fail_at_token(parser, "write 'not in', or 'and not'", "'not' is out of place");
    const struct level *level = take_level(parser, comparisons);
    if (level == NULL)
        return left;
    node *both = make_pair(parser, level->operation, left, parse_join(parser));
    if (both != NULL && is_at_level(parser, comparisons))
        return fail_at_token(parser, "write 2015 <= year and year < 2020",
                             "a comparison of a comparison");
    return both;
}

static node *parse_not(struct parser *parser)
{
    if (!take(parser, "not"))
        return parse_comparison(parser);
    if (!enter(parser))
        return NULL;
    const char *start = parser->token.start;
    node *operand = check_operand(parser, parse_not(parser), start, SORT_CONDITION, "not");
    parser->depth--;
    return make_not(parser, operand);
}

static node *parse_and(struct parser *parser)
{
    return parse_chain(parser, ands, parse_not, SORT_CONDITION);
}

static node *parse_or(struct parser *parser)
{
    return parse_chain(parser, ors, parse_and, SORT_CONDITION);
}

const struct expression *expression_parse(struct arena *arena, const char *text,
                                          const char *const *names, struct expression_error *error)
{
    struct parser parser = {.arena = arena,
                            .text = text,
                            .names = names,
                            .error = error,
                            .token = {.start = text},
                            .ok = true};
    if (strlen(text) > EXPRESSION_MAX_BYTES)
        return fail(&parser, text, text, "take it apart with several steps",
                    "an expression of more than %d bytes", EXPRESSION_MAX_BYTES);
    advance(&parser);
    node *whole = parse_or(&parser);
    if (whole != NULL && parser.ok && parser.token.kind != TOKEN_END)
        return fail_at_token(&parser, "a sign, 'and' or 'or' belongs between",
                             arena_printf(arena, "'%.*s' follows on what is complete",
                                          (int)parser.token.length, parser.token.start));
    return parser.ok ? whole : NULL;
}

bool expression_is_condition(const struct expression *expression)
{
    return expression->sort == SORT_CONDITION || expression->sort == SORT_ANY;
}
