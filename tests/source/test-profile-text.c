/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-error.h"
#include "zhihui-json-path.h"
#include "zhihui-profile.h"
#include "zhihui-xml-text.h"

#include <string.h>

#define SOURCE "[source]\nbase=https://api.example.org\n"
#define CASES "[resource cases]\npath=/cases\nopened=at\n"

static void
test_faults_have_line_and_column (void)
{
  const struct
  {
    const char *text, *error;
  } cases[] = {
    { "", "p.profile:1:1: there is no group [source]" },
    { "[source]\n", "p.profile:1:1: [source] does not say 'base'" },
    { "base=x\n", "p.profile:1:1: a key before the first [group]" },
    { SOURCE, "p.profile:1:1: there is no group [resource …]" },
    { SOURCE "  oops\n", "p.profile:3:3: neither a comment, a [group] nor key=value" },
    { SOURCE "titel=x\n" CASES, "p.profile:3:1: unknown key 'titel' in [source]" },
    { SOURCE "base=x\n", "p.profile:3:1: 'base' stands twice in [source]" },
    { SOURCE "[source]\n", "p.profile:3:1: [source] stands twice" },
    { SOURCE CASES "[resorce x]\n", "p.profile:6:1: unknown group [resorce x]" },
    { SOURCE "[source", "p.profile:3:1: a group does not end with ']'" },
    { "[source]\nbase=http://api.example.org\n" CASES,
      "p.profile:2:6: http://api.example.org would send the token in the clear: use https://, or "
      "write http+insecure:// if the network is your own" },
    { "[source]\nbase=https://a:b@api.example.org\n" CASES,
      "p.profile:2:6: The address of a platform has no name, password or '?': the token goes into "
      "a file" },
    { SOURCE "time_zone = Asia/Nowhere\n" CASES, "p.profile:3:13: *Asia/Nowhere*" },
    { SOURCE "time=%Q\n" CASES, "p.profile:3:6: The time format '%Q' has an unknown directive" },
    { SOURCE "as_of=soon\n" CASES, "p.profile:3:7: it is no time" },
    { SOURCE "[auth]\nkind=magic\n" CASES,
      "p.profile:4:6: 'magic' is none of: none bearer header basic query" },
    { SOURCE "[auth]\nkind=header\n" CASES,
      "p.profile:3:1: [auth] does not say the 'name' of header" },
    { SOURCE "[headers]\nAuthorization=Bearer x\n" CASES,
      "p.profile:4:1: 'Authorization' cannot be a header here; what is secret goes into the token "
      "file" },
    { SOURCE "[resource cases]\nopened=at\n",
      "p.profile:3:1: [resource cases] does not say 'path'" },
    { SOURCE "[resource cases]\npath=/x\n",
      "p.profile:3:1: [resource cases] does not say 'opened'" },
    { SOURCE "[resource cases]\npath=https://other.example.org/x\nopened=at\n",
      "p.profile:4:6: a path below 'base' is due here" },
    { SOURCE "[resource case]\npath=/x\n", "p.profile:3:1: unknown resource 'case'" },
    { SOURCE CASES "rows=$.a[\n", "p.profile:6:10: 'name', a number, '*' or '?' is due here" },
    { SOURCE CASES "rows=$.项目[?(x)]\n", "p.profile:6:13: '@' is due here" },
    { SOURCE CASES "unit=@.a b\n", "p.profile:6:10: ';' or the end is due here" },
    { SOURCE CASES "every=often\n",
      "p.profile:6:7: a span such as 90d, 12h, 5m or 30s is due here" },
    { SOURCE "[resource board volume]\npath=/b\nunit=u\nn=n\nperiod=fortnight\n",
      "p.profile:7:8: fortnight is not a period such as month*" },
    { SOURCE CASES "[paging]\nlimit=-1\n",
      "p.profile:7:7: '-1' is no whole number of 0 to 100000000" },
    { SOURCE CASES "[paging]\nstyle=next\n",
      "p.profile:6:1: neither 'next' nor 'next_header' is told" },
    { SOURCE CASES "[paging]\nfrom_parameter=a\n",
      "p.profile:6:1: 'from_parameter' and 'to_parameter' belong together" },
    { SOURCE CASES "[values]\na=b\n", "p.profile:6:1: [values FIELD] does not name a field" },
    { SOURCE CASES "[regions]\na=01;A;200;1\n",
      "p.profile:7:3: longitude and latitude in degrees are due here" },
    { SOURCE CASES "[tables]\nunits=none.csv\n",
      "p.profile:7:7: the table none.csv cannot be used*" },
    { SOURCE "title=\xff\n", "p.profile:3:1: not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (ZhihuiProfile) profile = zhihui_profile_new (text, "p.profile", "/", &error);

      g_assert_null (profile);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID);
      if (!g_pattern_match_simple (cases[i].error, error->message))
        g_assert_cmpstr (error->message, ==, cases[i].error);
    }
}

static gboolean
add_value (const char *place, gpointer user_data)
{
  GString    *found = user_data;
  const char *end = zhihui_json_skip (place);

  if (found->len > 0)
    g_string_append_c (found, ' ');
  g_string_append_len (found, place, end - place);
  return TRUE;
}

/* The document and most of the expectations are those of RFC 9535, 1.5 and 2.3. */
static void
test_paths_name_what_the_rfc_says (void)
{
  static const char store[] =
    "{\"store\":{\"book\":["
    "{\"category\":\"reference\",\"author\":\"Rees\",\"price\":8.95},"
    "{\"category\":\"fiction\",\"author\":\"Waugh\",\"price\":12.99},"
    "{\"category\":\"fiction\",\"author\":\"Melville\",\"isbn\":\"0-553-21311-3\",\"price\":8.99},"
    "{\"category\":\"fiction\",\"author\":\"Tolkien\",\"isbn\":\"0-395-19395-8\",\"price\":22.99}],"
    "\"bicycle\":{\"color\":\"red\",\"price\":399}},\"a "
    "b\":{\"k.k\":3},\"\\u4e2d\":true,\"n\":null}";
  const struct
  {
    const char *path, *found;
  } cases[] = {
    { "$.store.book[*].author", "\"Rees\" \"Waugh\" \"Melville\" \"Tolkien\"" },
    { "$..author", "\"Rees\" \"Waugh\" \"Melville\" \"Tolkien\"" },
    { "$.store..price", "8.95 12.99 8.99 22.99 399" },
    { "$..book[2].author", "\"Melville\"" },
    { "$..book[2].publisher", "" },
    { "$..book[-1].author", "\"Tolkien\"" },
    { "$..book[0,1].price", "8.95 12.99" },
    { "$..book[:2].price", "8.95 12.99" },
    { "$..book[-2:].price", "8.99 22.99" },
    { "$..book[::2].price", "8.95 8.99" },
    { "$..book[1:3].price", "12.99 8.99" },
    { "$..book[?@.isbn].price", "8.99 22.99" },
    { "$..book[?(@.price<10)].price", "8.95 8.99" },
    { "$..book[?(@.price>=12.99)].price", "12.99 22.99" },
    { "$..book[?(@.category=='fiction' && @.price<10)].author", "\"Melville\"" },
    { "$..book[?(@.author=='Rees' || @.isbn && @.price>20)].price", "8.95 22.99" },
    { "$..book[?(@.isbn!='x')].price", "8.95 12.99 8.99 22.99" },
    { "$['a b']['k.k']", "3" },
    { "$[\"a b\"][*]", "3" },
    { "$.中", "true" },
    { "$.n", "null" },
    { "$.store.bicycle.*", "\"red\" 399" },
    { "$.store.book.author", "" },
    { "$.store.book[99]", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) found = g_string_new (NULL);
      gsize length;
      g_autoptr (ZhihuiJsonPath) path = zhihui_json_path_new (cases[i].path, &length, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, strlen (cases[i].path));
      g_assert_true (zhihui_json_path_visit (path, store, add_value, found));
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static gboolean
never_end (const char *place, gpointer user_data)
{
  return TRUE;
}

static void
test_a_path_that_names_too_much_ends (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  gsize length;
  g_autoptr (ZhihuiJsonPath) path = zhihui_json_path_new ("$..*..*..*..*..*..*", &length, NULL);
  gint64 started_us = g_get_monotonic_time ();

  for (guint i = 0; i < 60; i++)
    g_string_append (deep, "[[],[1,2,3,4,5,6,7,8,9],");
  g_string_append_c (deep, '0');
  for (guint i = 0; i < 60; i++)
    g_string_append_c (deep, ']');
  g_assert_false (zhihui_json_path_visit (path, deep->str, never_end, NULL));
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, 30 * G_USEC_PER_SEC);
}

static void
test_xml_becomes_json (void)
{
  const struct
  {
    const char *xml, *json;
  } cases[] = {
    { "<a/>", "{\"a\":\"\"}" },
    { "<a> b </a>", "{\"a\":\"b\"}" },
    { "<a><b>1</b></a>", "{\"a\":{\"b\":\"1\"}}" },
    { "<a><b>1</b><c/><b>2</b></a>", "{\"a\":{\"b\":[\"1\",\"2\"],\"c\":\"\"}}" },
    { "<a><b><c>1</c></b></a>", "{\"a\":{\"b\":[{\"c\":\"1\"}]}}" },
    { "<a x=\"1\"><b>&lt;&#20013;&amp;\"\\</b></a>",
      "{\"a\":{\"@x\":\"1\",\"b\":\"<中&\\\"\\\\\"}}" },
    { "<a><![CDATA[<b>]]></a>", "{\"a\":\"<b>\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = zhihui_xml_to_json (cases[i].xml, strlen (cases[i].xml), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (json, ==, cases[i].json);
    }
}

static void
test_hostile_xml_is_refused (void)
{
  static const char *const documents[] = {
    "",
    "<",
    "<a>",
    "<a></b>",
    "{}",
    "<a>&unknown;</a>",
    /* A billion laughs; in an attribute, too. */
    "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
    "]><l x=\"&d;\">&d;&d;&d;</l>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]><a/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = zhihui_xml_to_json (documents[i], strlen (documents[i]), &error);

      g_assert_null (json);
      g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/faults-have-line-and-column", test_faults_have_line_and_column);
  g_test_add_func ("/profile/paths-name-what-the-rfc-says", test_paths_name_what_the_rfc_says);
  g_test_add_func ("/profile/a-path-that-names-too-much-ends",
                   test_a_path_that_names_too_much_ends);
  g_test_add_func ("/profile/xml-becomes-json", test_xml_becomes_json);
  g_test_add_func ("/profile/hostile-xml-is-refused", test_hostile_xml_is_refused);

  return g_test_run ();
}
