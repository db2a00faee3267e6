/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-deadline.h"

G_BEGIN_DECLS

/* How long each step of a case may take, by the type of the case and the channel by which it came.
 * Types and channels are the caller's numbers. */

typedef enum
{
  ZHIHUI_CLOCK_ACCEPT,    /* from submitted: the centre takes the case */
  ZHIHUI_CLOCK_DISPATCH,  /* from accepted: the centre sends it to a unit */
  ZHIHUI_CLOCK_SIGN,      /* from dispatched */
  ZHIHUI_CLOCK_CONTACT,   /* from dispatched; as an option from signed */
  ZHIHUI_CLOCK_REPLY,     /* from dispatched; stands while suspended */
  ZHIHUI_CLOCK_NOTICE,    /* of the case, from submitted: is it taken or not */
  ZHIHUI_CLOCK_CLOSE,     /* of the case, from accepted; runs on over returns */
  ZHIHUI_CLOCK_EXTENSION, /* how much CLOSE may be extended, once */
  ZHIHUI_CLOCK_OBJECTION, /* from return_requested: the centre decides */
  ZHIHUI_CLOCK_CALL_BACK, /* from a rating of 1 or 2: the centre calls */
  ZHIHUI_CLOCK_FIX,       /* from a rating of 1 or 2: what was bad is mended */
  ZHIHUI_N_CLOCKS,
} ZhihuiClockId;

#define ZHIHUI_CLOCK_ANY G_MAXUINT16

typedef struct
{
  guint16       type, channel; /* ZHIHUI_CLOCK_ANY: all */
  ZhihuiClockId id;
  gboolean      has_limit; /* FALSE: there is no such clock */
  gboolean      from_sign; /* contact only */
  ZhihuiLimit   limit;
} ZhihuiClockRule;

typedef struct _ZhihuiClockRules ZhihuiClockRules;

ZhihuiClockRules *zhihui_clock_rules_new (void);
void              zhihui_clock_rules_free (ZhihuiClockRules *self);
void              zhihui_clock_rules_add (ZhihuiClockRules *self, const ZhihuiClockRule *rule);
void              zhihui_clock_rules_add_base (ZhihuiClockRules *self, const ZhihuiClockRule *rule);
void zhihui_clock_rules_add_defaults_of (ZhihuiClockRules *self, guint16 type, const char *code);
const ZhihuiClockRule *
zhihui_clock_rules_find (const ZhihuiClockRules *self, guint type, guint channel, ZhihuiClockId id);

gboolean    zhihui_clock_rule_parse_limit (const char *text, ZhihuiClockRule *rule, GError **error);
char       *zhihui_clock_rule_limit_to_string (const ZhihuiClockRule *rule);
const char *zhihui_clock_id_get_name (ZhihuiClockId id);
gboolean    zhihui_clock_id_from_name (const char *name, ZhihuiClockId *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiClockRules, zhihui_clock_rules_free)

G_END_DECLS
