// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "derived.h"
#include "tests.h"

#define CITIES                                                                                           \
    "[['city','region','gdp'],['沪','东',4.7],['京','北',4.4],['津','北',1.7],['甬','东',null]," \
    "['杭','东',2]]"
#define YEARS "[['year','v'],[2019,100],[2020,110],[2021,null],[2022,121],[2023,0],[2024,5]]"

static void nothing_leaves_all(void **state)
{
    (void)state;
    derived_is("[['a','b'],[1.50,'x'],[null,true]]", "[]", "a,b; 1.5,x; ,true");
    derived_is("[]", "[{'group': []}]", "");
    derived_is("[['a']]", "[{'sort': 'a'}, {'share': 'a'}, {'group': 'a', 'count': 'n'}]", "a,n");
}

static void filter_keeps_what_is_true(void **state)
{
    (void)state;
    derived_is(CITIES, "[{'filter': 'gdp >= 2'}]",
               "city,region,gdp; 沪,东,4.7; 京,北,4.4; 杭,东,2");
    derived_is(CITIES, "[{'filter': 'not (gdp >= 2)'}]", "city,region,gdp; 津,北,1.7");
    derived_is(CITIES, "[{'filter': 'gdp is missing'}]", "city,region,gdp; 甬,东,");
    derived_is(CITIES, "[{'filter': 'gdp > 100'}]", "city,region,gdp");
}

static void derive_adds_and_replaces(void **state)
{
    (void)state;
    derived_is("[['a'],[1],[null]]", "[{'derive': {'b': 'a + 1', 'c': 'b * 2', 'a': 'a / 4'}}]",
               "a,b,c; 0.25,2,4; ,,");
    // What is only copied reads as it was written.
    derived_is("[['a'],['x']]", "[{'derive': {'b': 'a', 'c': 'b is missing'}}]",
               "a,b,c; x,x,false");
}

static void select_orders_and_renames(void **state)
{
    (void)state;
    derived_is(CITIES, "[{'select': ['gdp', 'city']}, {'top': 1}]", "gdp,city; 4.7,沪");
    derived_is(CITIES, "[{'select': {'总值': 'gdp', '又': 'gdp'}}, {'top': 1}]",
               "总值,又; 4.7,4.7");
    derived_is("[['2019','2020'],[1,2]]", "[{'select': 2020}]", "2020; 2");
}

static void sort_is_stable_and_missing_last(void **state)
{
    (void)state;
    derived_is(CITIES, "[{'sort': '-gdp'}, {'select': 'city'}]", "city; 沪; 京; 杭; 津; 甬");
    derived_is(CITIES, "[{'sort': 'gdp'}, {'select': 'city'}]", "city; 津; 杭; 京; 沪; 甬");
    derived_is(CITIES, "[{'sort': ['region', '-gdp']}, {'select': 'city'}]",
               "city; 沪; 杭; 甬; 京; 津");
    derived_is(CITIES, "[{'sort': '-region'}, {'select': 'city'}]", "city; 京; 津; 沪; 甬; 杭");
    derived_is("[['a'],['b'],[10],[9],[true],[false],['a'],[null]]", "[{'sort': 'a'}]",
               "a; false; true; 9; 10; a; b; ");
    derived_is("[['-a','a'],[2,1],[1,2]]", "[{'sort': '-a'}]", "-a,a; 1,2; 2,1");
}

static void top_sums_the_others(void **state)
{
    (void)state;
    derived_is(CITIES, "[{'top': 2}]", "city,region,gdp; 沪,东,4.7; 京,北,4.4");
    derived_is(CITIES, "[{'top': 2, 'by': 'gdp', 'others': '其他'}]",
               "city,region,gdp; 沪,东,4.7; 京,北,4.4; 其他,,3.7");
    derived_is(CITIES, "[{'top': 2, 'by': 'gdp', 'others': '其他', 'label': 'region'}]",
               "city,region,gdp; 沪,东,4.7; 京,北,4.4; ,其他,3.7");
    // Nothing is left but a missing one: no others. Of equal ones the first come first.
    derived_is(CITIES, "[{'top': 4, 'by': 'gdp', 'others': '其他'}, {'select': 'city'}]",
               "city; 沪; 京; 杭; 津");
    derived_is("[['n','v'],['a',1],['b',2],['c',2],['d',2]]", "[{'top': 2, 'by': 'v'}]",
               "n,v; b,2; c,2");
    derived_is("[['v','n'],[1,'a'],[2,'b']]", "[{'top': 1, 'by': 'v', 'others': '余'}]",
               "v,n; 2,b; 1,余");
}

static void group_aggregates(void **state)
{
    (void)state;
    derived_is(CITIES, "[{'group': 'region', 'sum': 'gdp', 'count': 'n'}]",
               "region,n,gdp; 东,3,6.7; 北,2,6.1");
    derived_is(CITIES,
               "[{'group': [], 'mean': {'m': 'gdp'}, 'median': {'d': 'gdp'}, 'min': {'a': 'gdp'}, "
               "'max': {'b': 'gdp'}, 'first': {'f': 'city'}, 'last': {'l': 'gdp'}}]",
               "m,d,a,b,f,l; 3.2,3.2,1.7,4.7,沪,2");
    derived_is("[['k','v'],[null,1],['x',null],[null,2],[1,3],[1.0,4]]",
               "[{'group': 'k', 'sum': 'v'}]", "k,v; ,3; x,; 1,7");
    derived_is("[['a','b','v'],[1,'x',1],[1,'y',2],[1,'x',3]]",
               "[{'group': ['a', 'b'], 'sum': 'v'}]", "a,b,v; 1,x,4; 1,y,2");
    // Dates and texts have a least and a greatest.
    derived_is("[['d'],['2021-03'],['2020-12']]", "[{'group': [], 'min': 'd'}]", "d; 2020-12");
    derived_is("[['v'],[0.1],[0.2],[0.3],[-0.6]]", "[{'group': [], 'sum': 'v'}]", "v; 0");
    derived_is("[['v'],[0.1],[0.1],[0.1]]", "[{'group': [], 'mean': 'v'}]", "v; 0.1");
}

static void share_and_running(void **state)
{
    (void)state;
    derived_is("[['v'],[1],[null],[3]]", "[{'share': 'v'}, {'running': 'v', 'as': 'r'}]",
               "v,share,r; 1,25,1; ,,; 3,75,4");
    derived_is("[['k','v'],['a',1],['b',5],['a',3]]", "[{'share': 'v', 'within': 'k'}]",
               "k,v,share; a,1,25; b,5,100; a,3,75");
    derived_is("[['v'],[0],[0]]", "[{'share': 'v'}]", "v,share; 0,; 0,");
    derived_is("[['v'],[0.1],[0.2],[0.3]]", "[{'running': 'v', 'as': 'v'}]", "v; 0.1; 0.3; 0.6");
}

static void rank_shares_places(void **state)
{
    (void)state;
    derived_is("[['v'],[5],[7],[5],[null],[1]]", "[{'rank': 'v'}]",
               "v,rank; 5,2; 7,1; 5,2; ,; 1,4");
    derived_is("[['v'],[5],[7],[5]]", "[{'rank': 'v', 'ascending': true, 'as': 'r'}]",
               "v,r; 5,1; 7,3; 5,1");
    derived_is("[['k','v'],['a',1],['b',5],['a',3]]", "[{'rank': 'v', 'within': 'k'}]",
               "k,v,rank; a,1,2; b,5,1; a,3,1");
}

static void averages_miss_their_edges(void **state)
{
    (void)state;
    derived_is("[['v'],[1],[2],[3],[10]]", "[{'moving_average': 'v', 'as': 'm'}]",
               "v,m; 1,; 2,; 3,2; 10,5");
    derived_is("[['v'],[1],[2],[3],[10]]", "[{'moving_average': 'v', 'as': 'm', 'centred': true}]",
               "v,m; 1,; 2,2; 3,5; 10,");
    derived_is("[['v'],[1],[null],[3],[5]]", "[{'moving_average': 'v', 'window': 2, 'as': 'm'}]",
               "v,m; 1,; ,; 3,; 5,4");
    derived_is("[['v'],[1]]", "[{'moving_average': 'v', 'window': 400}]", "v,average; 1,");
    derived_is("[['v'],[0.1],[0.2],[0.3]]", "[{'moving_average': 'v', 'as': 'v'}]", "v; ; ; 0.2");
}

static void change_is_against_rows_before(void **state)
{
    (void)state;
    derived_is(YEARS, "[{'change': 'v'}]",
               "year,v,change; 2019,100,; 2020,110,10; 2021,,; 2022,121,; 2023,0,-100; 2024,5,");
    derived_is(YEARS, "[{'change': 'v', 'lag': 3, 'as': 'c', 'absolute': true}]",
               "year,v,c; 2019,100,; 2020,110,; 2021,,; 2022,121,21; 2023,0,-110; 2024,5,");
    derived_is("[['v'],[-5],[5]]", "[{'change': 'v'}]", "v,change; -5,; 5,");
    derived_is("[['k','v'],['a',1],['b',5],['a',3]]", "[{'change': 'v', 'within': 'k'}]",
               "k,v,change; a,1,; b,5,; a,3,200");
    derived_is("[['v'],[300],[306.9]]", "[{'change': 'v'}]", "v,change; 300,; 306.9,2.3");
}

static void bins_hold_their_lower_edge(void **state)
{
    (void)state;
    derived_is("[['age'],[0],[9],[10],[-1],[null]]", "[{'bin': 'age', 'step': 10, 'label': 'l'}]",
               "age,bin,l; 0,0,0～10; 9,0,0～10; 10,10,10～20; -1,-10,-10～0; ,,");
    derived_is("[['v'],[0.3],[0.6],[0.7]]", "[{'bin': 'v', 'step': 0.1, 'as': 'b'}]",
               "v,b; 0.3,0.3; 0.6,0.6; 0.7,0.7");
    derived_is("[['v'],[14],[15]]", "[{'bin': 'v', 'step': 10, 'start': 5}]", "v,bin; 14,5; 15,15");
}

static void fold_and_unfold(void **state)
{
    (void)state;
    derived_is("[['y','a','b'],[1,10,20],[2,null,40]]", "[{'fold': ['a', 'b']}]",
               "y,name,value; 1,a,10; 1,b,20; 2,a,; 2,b,40");
    derived_is("[['y','a','b'],[1,10,20]]",
               "[{'fold': {'甲': 'a', '乙': 'b'}, 'name': 'n', 'value': 'v'}]",
               "y,n,v; 1,甲,10; 1,乙,20");
    derived_is("[['y','name','value'],[1,'a',10],[2,'b',40],[1,'b',20],[3,null,9]]",
               "[{'unfold': 'name'}]", "y,a,b; 1,10,20; 2,,40; 3,,");
    derived_is("[['y','a','b'],[1,10,20],[2,null,40]]",
               "[{'fold': ['a', 'b']}, {'unfold': 'name'}]", "y,a,b; 1,10,20; 2,,40");
    derived_is("[['k','year','v'],['x',2019,1],['x',2020,2]]", "[{'unfold': 'year', 'value': 'v'}]",
               "k,2019,2020; x,1,2");
}

static void fill_closes_gaps(void **state)
{
    (void)state;
    derived_is("[['a','b'],[1,null],[null,2]]", "[{'fill': ['a', 'b'], 'with': 0}]",
               "a,b; 1,0; 0,2");
    derived_is("[['a'],[null],['x'],[null]]", "[{'fill': 'a', 'previous': true}]", "a; ; x; x");
    derived_is("[['k','a'],[1,'x'],[2,null],[1,null]]",
               "[{'fill': 'a', 'previous': true, 'within': 'k'}]", "k,a; 1,x; 2,; 1,x");
    derived_is("[['a'],[null]]", "[{'fill': 'a', 'with': '未知'}]", "a; 未知");
}

static void mistakes_are_told(void **state)
{
    (void)state;
    derived_fails(CITIES, "{}", "option.type", "{", "must be a list");
    derived_fails(CITIES, "[7]", "option.type", "7", "must be an object");
    derived_fails(CITIES, "[{}]", "data.step", "{", "a step says what is done");
    derived_fails(CITIES, "[{'fliter': 'gdp > 1'}]", "data.step", "\"fliter\"", "no step 'fliter'");
    derived_fails(CITIES, "[{'filter': 'gdp > 1', 'sort': 'gdp'}]", "data.step", "\"sort\"",
                  "both 'filter' and 'sort'");
    derived_fails(CITIES, "[{'sort': ['city', '-gpd']}]", "data.column", "\"-gpd\"", "'gpd'");
    derived_fails(CITIES, "[{'top': 3, 'bye': 'gdp'}]", "option.unknown", "\"bye\"", "'bye'");
    derived_fails(CITIES, "[{'top': 0}]", "option.range", "0", "'top' must be between");
    derived_fails(CITIES, "[{'filter': 'gdp >= gpd'}]", "data.column", "gpd", "character 8");
    derived_fails(CITIES, "[{'filter': '\\u0067dp ≥ (1'}]", "data.expression", "(", "character 7");
    derived_fails(CITIES, "[{'filter': 'gdp + 1'}]", "data.expression", "\"gdp + 1\"",
                  "true or false");
    derived_fails(CITIES, "[{'derive': 'gdp'}]", "option.type", "\"gdp\"", "an object of texts");
    derived_fails(CITIES, "[{'derive': {'': '1'}}]", "data.header", "\"1\"", "no name");
    derived_fails(CITIES, "[{'group': 'region', 'sum': 'gdp', 'mean': 'gdp'}]", "data.header",
                  "\"gdp\"", "the name 'gdp'");
    derived_fails(CITIES, "[{'select': ['gdp', 'gdp']}]", "data.header", "\"gdp\"", "'gdp'");
    derived_fails(CITIES, "[{'top': 1, 'others': '其他'}]", "data.step", "\"其他\"", "what to sum");
    derived_fails(CITIES, "[{'moving_average': 'gdp', 'window': 4, 'centred': true}]", "data.step",
                  "4", "odd");
    derived_fails(CITIES, "[{'bin': 'gdp', 'step': 0}]", "option.range", "0", "'step'");
    derived_fails(CITIES, "[{'bin': 'gdp'}]", "option.required", "{", "'step'");
    derived_fails(CITIES, "[{'fill': 'gdp'}]", "data.step", "{", "either");
    derived_fails(CITIES, "[{'fold': []}]", "data.step", "{", "no column");
    derived_fails(CITIES, "[{'share': ['gdp', 'city']}]", "option.range", "[", "1 name,");
    derived_fails(CITIES, "[{'sort': [['a']]}]", "option.type", "[", "a list");
    derived_fails("[['n','v'],['a',1],['a',2]]", "[{'unfold': 'n', 'value': 'v'}]", "data.step",
                  "{", "two rows have a value for 'a'");
    derived_fails("[['a','n','v'],[0,'a',1]]", "[{'unfold': 'n', 'value': 'v'}]", "data.header",
                  "{", "is one already");
    derived_fails("[['n','w'],['a',1]]", "[{'unfold': 'n'}]", "data.column", "\"n\"", "'value'");
}

static void texts_among_numbers_are_told(void **state)
{
    (void)state;
    struct derived derived;
    derived_read(&derived, "[['v'],[1],['—'],['12%']]", "[{'group': [], 'sum': 'v'}]");
    assert_non_null(derived.table);
    assert_string_equal(hai_table_text(derived.table, 0, 0), "1");
    assert_int_equal(report_warnings(derived.report), 1);
    const struct message *message = report_message(derived.report, 0);
    assert_string_equal(message->code, "data.number");
    assert_non_null(strstr(message->text, "2 texts"));
    derived_finish(&derived);
}

static void bounds_hold(void **state)
{
    (void)state;
    GString *steps = g_string_new("[{'top': 1}");
    for (int i = 0; i < 64; i++)
        g_string_append(steps, ",{'top': 1}");
    g_string_append(steps, "]");
    derived_fails(CITIES, steps->str, "data.limit", "[", "65 steps");

    // 256 columns are the most; another one is refused.
    g_string_assign(steps, "[{'derive': {'c0': '1'");
    for (int i = 1; i < 254; i++)
        g_string_append_printf(steps, ",'c%d': '1'", i);
    g_string_append(steps, "}}, {'derive': {'x': '1'}}, {'derive': {'y': '1'}}]");
    derived_fails("[['a'],[1]]", steps->str, "data.limit", "{", "256 columns");

    // 4000 rows of 256 columns would fold to more than a table may hold.
    GString *rows = g_string_new("[['a','b']");
    for (int i = 0; i < 20000; i++)
        g_string_append(rows, ",[1,2]");
    g_string_append(rows, "]");
    g_string_assign(steps, "[{'fold': ['a'");
    for (int i = 0; i < 100; i++)
        g_string_append(steps, ",'b'");
    g_string_append(steps, "]}]");
    derived_fails(rows->str, steps->str, "data.limit", "{", "1000000 rows");
    g_string_free(rows, TRUE);
    g_string_free(steps, TRUE);
}

// A table is never changed by what is made of it.
static void tables_only_move_forward(void **state)
{
    (void)state;
    struct derived derived;
    derived_read(&derived, CITIES, "[{'fill': 'gdp', 'with': 9}, {'sort': '-gdp'}]");
    const struct derive how = {derived.arena, derived.report, &derived.source,
                               &(struct bind_host){0}, NULL};
    json_t *steps = json_loads("[{\"filter\": \"gdp > 100\"}]", 0, NULL);
    const hai_table *none = derive_table(&how, derived.table, steps, "");
    assert_int_equal(hai_table_rows(none), 0);
    assert_int_equal(hai_table_rows(derived.table), 5);
    assert_string_equal(hai_table_text(derived.table, 0, 0), "甬");
    json_decref(steps);
    derived_finish(&derived);
}

int test_derive(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leaves_all),
        cmocka_unit_test(filter_keeps_what_is_true),
        cmocka_unit_test(derive_adds_and_replaces),
        cmocka_unit_test(select_orders_and_renames),
        cmocka_unit_test(sort_is_stable_and_missing_last),
        cmocka_unit_test(top_sums_the_others),
        cmocka_unit_test(group_aggregates),
        cmocka_unit_test(share_and_running),
        cmocka_unit_test(rank_shares_places),
        cmocka_unit_test(averages_miss_their_edges),
        cmocka_unit_test(change_is_against_rows_before),
        cmocka_unit_test(bins_hold_their_lower_edge),
        cmocka_unit_test(fold_and_unfold),
        cmocka_unit_test(fill_closes_gaps),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(texts_among_numbers_are_told),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(tables_only_move_forward),
    };
    return cmocka_run_group_tests_name("derive", tests, NULL, NULL);
}
