/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clock-rules.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>

#define NO_LIMIT "none"

/* How much a rule knows of the case; the one that knows most wins. */
typedef enum
{
  RANK_GENERAL_DEFAULT,
  RANK_GENERAL,      /* configured for all types and channels */
  RANK_TYPE_DEFAULT, /* known of a type by its code */
  RANK_BASE,         /* the ordinary limits of a type */
  RANK_CHANNEL,
  RANK_TYPE,
  RANK_BOTH,
} Rank;

typedef struct
{
  ZhihuiClockRule rule;
  Rank            rank;
} Entry;

struct _ZhihuiClockRules
{
  GArray *entries; /* (element-type Entry) */
};

/* accept, dispatch, sign, contact and reply after the published rules of 淄川区 and 吴起县,
 * suggestion after the hotline regulations of 济南 and 潍坊; petition after 信访工作条例 (2022)
 * articles 22, 23 and 34; call-back and fix after the good-or-bad rating of services. */
static const struct
{
  const char   *code; /* of the type, NULL: all */
  ZhihuiClockId id;
  const char   *limit;
} defaults[] = {
  { NULL, ZHIHUI_CLOCK_ACCEPT, "duty:30" },
  { NULL, ZHIHUI_CLOCK_DISPATCH, "min:60" },
  { NULL, ZHIHUI_CLOCK_SIGN, "min:15" },
  { NULL, ZHIHUI_CLOCK_CONTACT, "min:30" },
  { NULL, ZHIHUI_CLOCK_REPLY, "wd:3" },
  { NULL, ZHIHUI_CLOCK_OBJECTION, "wd:1" },
  { NULL, ZHIHUI_CLOCK_CALL_BACK, "wd:1" },
  { NULL, ZHIHUI_CLOCK_FIX, "wd:15" },
  { "consult", ZHIHUI_CLOCK_REPLY, "wd:1" },
  { "complaint", ZHIHUI_CLOCK_REPLY, "wd:3" },
  { "report", ZHIHUI_CLOCK_REPLY, "wd:3" },
  { "help", ZHIHUI_CLOCK_REPLY, "wd:3" },
  { "suggestion", ZHIHUI_CLOCK_REPLY, "wd:5" },
  { "petition", ZHIHUI_CLOCK_REPLY, "cd:60" },
  { "petition", ZHIHUI_CLOCK_NOTICE, "cd:15" },
  { "petition", ZHIHUI_CLOCK_CLOSE, "cd:60" },
  { "petition", ZHIHUI_CLOCK_EXTENSION, "cd:30" },
  { "petition", ZHIHUI_CLOCK_OBJECTION, "wd:5" },
};

static void
add_entry (ZhihuiClockRules *self, const ZhihuiClockRule *rule, Rank rank)
{
  Entry entry = { *rule, rank };

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *other = &g_array_index (self->entries, Entry, i);

      if (other->rank == rank && other->rule.id == rule->id && other->rule.type == rule->type &&
          other->rule.channel == rule->channel)
        {
          *other = entry;
          return;
        }
    }
  g_array_append_val (self->entries, entry);
}

static void
add_defaults (ZhihuiClockRules *self, guint16 type, const char *code, Rank rank)
{
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      ZhihuiClockRule rule = { type, ZHIHUI_CLOCK_ANY, defaults[i].id, TRUE, FALSE, { 0 } };

      if (g_strcmp0 (defaults[i].code, code) == 0 &&
          zhihui_clock_rule_parse_limit (defaults[i].limit, &rule, NULL))
        add_entry (self, &rule, rank);
    }
}

/**
 * zhihui_clock_rules_new:
 *
 * Returns: (transfer full): what holds where nothing is configured
 */
ZhihuiClockRules *
zhihui_clock_rules_new (void)
{
  ZhihuiClockRules *self = g_new0 (ZhihuiClockRules, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  add_defaults (self, ZHIHUI_CLOCK_ANY, NULL, RANK_GENERAL_DEFAULT);
  return self;
}

void
zhihui_clock_rules_free (ZhihuiClockRules *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_free (self);
}

/**
 * zhihui_clock_rules_add_defaults_of:
 * @code: of the type; "petition" has clocks of its own
 *
 * What holds for a type of this name where nothing is configured for it.
 */
void
zhihui_clock_rules_add_defaults_of (ZhihuiClockRules *self, guint16 type, const char *code)
{
  g_return_if_fail (self != NULL && code != NULL);

  add_defaults (self, type, code, RANK_TYPE_DEFAULT);
}

/**
 * zhihui_clock_rules_add_base:
 * @rule: the ordinary limit of a type, which any configured rule for this type or for a channel
 *   overrides
 */
void
zhihui_clock_rules_add_base (ZhihuiClockRules *self, const ZhihuiClockRule *rule)
{
  g_return_if_fail (self != NULL && rule != NULL);

  add_entry (self, rule, RANK_BASE);
}

/**
 * zhihui_clock_rules_add:
 * @rule: a configured rule; it takes the place of one for the same type, channel and clock
 */
void
zhihui_clock_rules_add (ZhihuiClockRules *self, const ZhihuiClockRule *rule)
{
  gboolean for_type, for_channel;

  g_return_if_fail (self != NULL && rule != NULL);

  for_type = rule->type != ZHIHUI_CLOCK_ANY;
  for_channel = rule->channel != ZHIHUI_CLOCK_ANY;
  if (for_type)
    add_entry (self, rule, for_channel ? RANK_BOTH : RANK_TYPE);
  else
    add_entry (self, rule, for_channel ? RANK_CHANNEL : RANK_GENERAL);
}

/**
 * zhihui_clock_rules_find:
 *
 * The most specific rule wins: for type and channel, for the type, for the channel, for all.
 *
 * Returns: (transfer none) (nullable): the rule, valid until one is added; NULL when there is no
 *   such clock
 */
const ZhihuiClockRule *
zhihui_clock_rules_find (const ZhihuiClockRules *self, guint type, guint channel, ZhihuiClockId id)
{
  const Entry *best = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *one = &g_array_index (self->entries, Entry, i);

      if (one->rule.id == id && (one->rule.type == ZHIHUI_CLOCK_ANY || one->rule.type == type) &&
          (one->rule.channel == ZHIHUI_CLOCK_ANY || one->rule.channel == channel) &&
          (best == NULL || one->rank > best->rank))
        best = one;
    }
  return best != NULL && best->rule.has_limit ? &best->rule : NULL;
}

/**
 * zhihui_clock_rule_parse_limit:
 * @text: as zhihui_limit_parse () reads it, or "none"
 * @rule: (inout): its limit is set
 */
gboolean
zhihui_clock_rule_parse_limit (const char *text, ZhihuiClockRule *rule, GError **error)
{
  g_return_val_if_fail (text != NULL && rule != NULL, FALSE);

  if (!g_str_equal (text, NO_LIMIT) && !zhihui_limit_parse (text, &rule->limit, error))
    return FALSE;

  rule->has_limit = !g_str_equal (text, NO_LIMIT);
  return TRUE;
}

/**
 * zhihui_clock_rule_limit_to_string:
 *
 * Returns: (transfer full): what zhihui_clock_rule_parse_limit () reads
 */
char *
zhihui_clock_rule_limit_to_string (const ZhihuiClockRule *rule)
{
  return rule->has_limit ? zhihui_limit_to_string (&rule->limit) : g_strdup (NO_LIMIT);
}

static const char *const names[ZHIHUI_N_CLOCKS] = {
  [ZHIHUI_CLOCK_ACCEPT] = "accept",
  [ZHIHUI_CLOCK_DISPATCH] = "dispatch",
  [ZHIHUI_CLOCK_SIGN] = "sign",
  [ZHIHUI_CLOCK_CONTACT] = "contact",
  [ZHIHUI_CLOCK_REPLY] = "reply",
  [ZHIHUI_CLOCK_NOTICE] = "notice",
  [ZHIHUI_CLOCK_CLOSE] = "close",
  [ZHIHUI_CLOCK_EXTENSION] = "extension",
  [ZHIHUI_CLOCK_OBJECTION] = "objection",
  [ZHIHUI_CLOCK_CALL_BACK] = "call_back",
  [ZHIHUI_CLOCK_FIX] = "fix",
};

/**
 * zhihui_clock_id_get_name:
 *
 * Returns: (transfer none): the name on the wire and in the database
 */
const char *
zhihui_clock_id_get_name (ZhihuiClockId id)
{
  g_return_val_if_fail (id < ZHIHUI_N_CLOCKS, NULL);

  return names[id];
}

gboolean
zhihui_clock_id_from_name (const char *name, ZhihuiClockId *id)
{
  for (guint i = 0; i < ZHIHUI_N_CLOCKS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *id = (ZhihuiClockId) i;
        return TRUE;
      }
  return FALSE;
}
