// SPDX-License-Identifier: MIT
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "data/expression_node.h"

static double operand(const struct cell *cell, struct expression_rows *rows)
{
    if (cell->kind == CELL_TEXT)
        rows->texts++;
    return cell->number;
}

static struct cell reckon(enum operation operation, const struct cell *left,
                          const struct cell *right, struct expression_rows *rows)
{
    double a = operand(left, rows), b = operand(right, rows), result;
    if (isnan(a) || isnan(b))
        return cell_empty();
    switch (operation) {
    case OPERATION_ADD:
        result = decimal_settle(a + b, fmax(fabs(a), fabs(b)));
        break;
    case OPERATION_SUBTRACT:
        result = decimal_settle(a - b, fmax(fabs(a), fabs(b)));
        break;
    case OPERATION_MULTIPLY:
        result = decimal_settle(a * b, 0);
        break;
    default:
        result = b == 0 ? NAN : decimal_settle(a / b, 0);
        break;
    }
    return cell_number(result);
}

// A cell as text: as written, or as a reckoned number is written.
static const char *cell_words(const struct cell *cell, char shown[DECIMAL_BYTES])
{
    if (cell->text != NULL)
        return cell->text;
    decimal_shortest(cell->number, shown);
    return shown;
}

static struct cell join(const struct cell *left, const struct cell *right,
                        struct expression_rows *rows)
{
    char first[DECIMAL_BYTES], second[DECIMAL_BYTES];
    if (cell_is_empty(left) || cell_is_empty(right))
        return cell_empty();
    const char *a = cell_words(left, first), *b = cell_words(right, second);
    size_t size = strlen(a), more = strlen(b);
    rows->joined += size + more + 1;
    if (size + more > EXPRESSION_MAX_TEXT || rows->joined > EXPRESSION_MAX_JOINED) {
        rows->is_too_long = true;
        return cell_empty();
    }
    char *text = arena_alloc(rows->arena, size + more + 1);
    memcpy(text, a, size);
    memcpy(text + size, b, more);
    return cell_text(text);
}

// Where one side is a number and the other a text that reads as one, both are numbers.
static void meet(struct cell *number, struct cell *text)
{
    double read;
    if (cell_is_number(number) && text->kind == CELL_TEXT && decimal_parse(text->text, &read))
        *text = cell_number(read);
}

static struct cell compare(enum operation operation, struct cell left, struct cell right)
{
    if (cell_is_empty(&left) || cell_is_empty(&right))
        return cell_empty();
    meet(&left, &right);
    meet(&right, &left);
    int order = cell_order(&left, &right);
    if (operation == OPERATION_EQUAL || operation == OPERATION_UNEQUAL)
        return cell_bool((order == 0) == (operation == OPERATION_EQUAL));

    // Which of a text and a number is less nobody can say.
    bool is_ordered = cell_is_number(&left) ? cell_is_number(&right)
                                            : left.kind == CELL_TEXT && right.kind == CELL_TEXT;
    if (!is_ordered)
        return cell_empty();
    switch (operation) {
    case OPERATION_LESS:
        return cell_bool(order < 0);
    case OPERATION_LESS_EQUAL:
        return cell_bool(order <= 0);
    case OPERATION_MORE:
        return cell_bool(order > 0);
    default:
        return cell_bool(order >= 0);
    }
}

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_MISSING };

static enum truth truth_of(struct cell cell, struct expression_rows *rows)
{
    if (cell_is_number(&cell))
        return cell.number != 0 ? TRUTH_TRUE : TRUTH_FALSE;
    if (cell.kind == CELL_TEXT)
        rows->texts++;
    return cell.kind == CELL_TRUE    ? TRUTH_TRUE
           : cell.kind == CELL_FALSE ? TRUTH_FALSE
                                     : TRUTH_MISSING;
}

static struct cell truth_cell(enum truth truth)
{
    return truth == TRUTH_MISSING ? cell_empty() : cell_bool(truth == TRUTH_TRUE);
}

// The left side may settle it: `settling` is what does.
static struct cell combine(const struct expression *node, struct expression_rows *rows, size_t row,
                           enum truth settling)
{
    enum truth left = truth_of(expression_value(node->left, rows, row), rows);
    if (left == settling)
        return truth_cell(left);
    enum truth right = truth_of(expression_value(node->right, rows, row), rows);
    if (right == settling || left != TRUTH_MISSING)
        return truth_cell(right);
    return cell_empty();
}

// The parser bounds the depth of the tree by EXPRESSION_MAX_NODES.
struct cell expression_value(const struct expression *node, struct expression_rows *rows,
                             size_t row)
{
    struct cell left, right;
    switch (node->operation) {
    case OPERATION_VALUE:
        return node->value;
    case OPERATION_COLUMN:
        return rows->columns[node->column][row];
    case OPERATION_AND:
        return combine(node, rows, row, TRUTH_FALSE);
    case OPERATION_OR:
        return combine(node, rows, row, TRUTH_TRUE);
    default:
        break;
    }

    left = expression_value(node->left, rows, row);
    switch (node->operation) {
    case OPERATION_NEGATE:
        return cell_number(-operand(&left, rows));
    case OPERATION_IS_MISSING:
        return cell_bool(cell_is_empty(&left));
    case OPERATION_NOT: {
        enum truth truth = truth_of(left, rows);
        return truth == TRUTH_MISSING ? cell_empty() : cell_bool(truth == TRUTH_FALSE);
    }
    default:
        break;
    }

    right = expression_value(node->right, rows, row);
    if (node->operation <= OPERATION_DIVIDE)
        return reckon(node->operation, &left, &right, rows);
    if (node->operation == OPERATION_JOIN)
        return join(&left, &right, rows);
    return compare(node->operation, left, right);
}

bool expression_holds(const struct expression *node, struct expression_rows *rows, size_t row)
{
    return truth_of(expression_value(node, rows, row), rows) == TRUTH_TRUE;
}
