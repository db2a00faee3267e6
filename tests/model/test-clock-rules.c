/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-rules.h"

#define CONSULT 0
#define PETITION 1
#define APP 3
#define HOTLINE 4
#define ANY ZHIHUI_CLOCK_ANY

static void
check (ZhihuiClockRules *rules, guint type, guint channel, ZhihuiClockId id, const char *limit)
{
  const ZhihuiClockRule *rule = zhihui_clock_rules_find (rules, type, channel, id);
  g_autofree char       *text = rule != NULL ? zhihui_limit_to_string (&rule->limit) : NULL;

  g_assert_cmpstr (text, ==, limit);
}

static ZhihuiClockRule
make_rule (guint16 type, guint16 channel, ZhihuiClockId id, const char *limit)
{
  ZhihuiClockRule rule = { .type = type, .channel = channel, .id = id };

  g_assert_true (zhihui_clock_rule_parse_limit (limit, &rule, NULL));
  return rule;
}

/* The table of the contract, and the petition regulations. */
static void
defaults_are_those_of_the_contract (void)
{
  static const char *const types[] = { "consult", "complaint", "report", "help", "suggestion" };
  static const char *const replies[] = { "wd:1", "wd:3", "wd:3", "wd:3", "wd:5" };
  g_autoptr (ZhihuiClockRules) rules = zhihui_clock_rules_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      zhihui_clock_rules_add_defaults_of (rules, (guint16) i, types[i]);
      check (rules, i, APP, ZHIHUI_CLOCK_ACCEPT, "duty:30");
      check (rules, i, APP, ZHIHUI_CLOCK_DISPATCH, "min:60");
      check (rules, i, APP, ZHIHUI_CLOCK_SIGN, "min:15");
      check (rules, i, APP, ZHIHUI_CLOCK_CONTACT, "min:30");
      check (rules, i, APP, ZHIHUI_CLOCK_REPLY, replies[i]);
      check (rules, i, APP, ZHIHUI_CLOCK_OBJECTION, "wd:1");
      check (rules, i, APP, ZHIHUI_CLOCK_CALL_BACK, "wd:1");
      check (rules, i, APP, ZHIHUI_CLOCK_FIX, "wd:15");
      check (rules, i, APP, ZHIHUI_CLOCK_NOTICE, NULL);
      check (rules, i, APP, ZHIHUI_CLOCK_CLOSE, NULL);
    }
  zhihui_clock_rules_add_defaults_of (rules, 9, "petition");
  check (rules, 9, APP, ZHIHUI_CLOCK_NOTICE, "cd:15");
  check (rules, 9, APP, ZHIHUI_CLOCK_CLOSE, "cd:60");
  check (rules, 9, APP, ZHIHUI_CLOCK_EXTENSION, "cd:30");
  check (rules, 9, APP, ZHIHUI_CLOCK_OBJECTION, "wd:5");
}

static void
most_specific_rule_wins (void)
{
  const ZhihuiClockRule base = make_rule (CONSULT, ANY, ZHIHUI_CLOCK_REPLY, "wd:2");
  const ZhihuiClockRule all = make_rule (ANY, ANY, ZHIHUI_CLOCK_REPLY, "wd:9");
  const ZhihuiClockRule channel = make_rule (ANY, HOTLINE, ZHIHUI_CLOCK_REPLY, "wd:4");
  const ZhihuiClockRule type = make_rule (CONSULT, ANY, ZHIHUI_CLOCK_REPLY, "wd:6");
  const ZhihuiClockRule both = make_rule (CONSULT, HOTLINE, ZHIHUI_CLOCK_REPLY, "cd:7");
  g_autoptr (ZhihuiClockRules) rules = zhihui_clock_rules_new ();

  zhihui_clock_rules_add (rules, &both);
  zhihui_clock_rules_add (rules, &all);
  zhihui_clock_rules_add_base (rules, &base);
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_REPLY, "cd:7");
  check (rules, CONSULT, APP, ZHIHUI_CLOCK_REPLY, "wd:2"); /* knows the type */
  check (rules, PETITION, APP, ZHIHUI_CLOCK_REPLY, "wd:9");
  zhihui_clock_rules_add (rules, &channel);
  zhihui_clock_rules_add (rules, &type);
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_REPLY, "cd:7");
  check (rules, CONSULT, APP, ZHIHUI_CLOCK_REPLY, "wd:6");
  check (rules, PETITION, HOTLINE, ZHIHUI_CLOCK_REPLY, "wd:4");
  check (rules, PETITION, APP, ZHIHUI_CLOCK_REPLY, "wd:9");
  check (rules, CONSULT, ANY, ZHIHUI_CLOCK_REPLY, "wd:6");
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "min:15"); /* another clock */
}

static void
later_rule_for_the_same_takes_its_place (void)
{
  const ZhihuiClockRule first = make_rule (CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "min:10");
  const ZhihuiClockRule none = make_rule (CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "none");
  const ZhihuiClockRule again = make_rule (CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "duty:20");
  g_autoptr (ZhihuiClockRules) rules = zhihui_clock_rules_new ();

  zhihui_clock_rules_add (rules, &first);
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "min:10");
  zhihui_clock_rules_add (rules, &none); /* not the general one: there is no clock */
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, NULL);
  check (rules, CONSULT, APP, ZHIHUI_CLOCK_SIGN, "min:15");
  zhihui_clock_rules_add (rules, &again);
  check (rules, CONSULT, HOTLINE, ZHIHUI_CLOCK_SIGN, "duty:20");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-rules/defaults-are-those-of-the-contract",
                   defaults_are_those_of_the_contract);
  g_test_add_func ("/clock-rules/most-specific-rule-wins", most_specific_rule_wins);
  g_test_add_func ("/clock-rules/later-rule-for-the-same-takes-its-place",
                   later_rule_for_the_same_takes_its_place);
  return g_test_run ();
}
