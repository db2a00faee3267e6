/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-platform.h"
#include "zhihui-player.h"
#include "zhihui-store-follow.h"

G_BEGIN_DECLS

struct _ZhihuiPlatform
{
  ZhihuiStore         *store; /* borrowed */
  ZhihuiLedger        *ledger;
  ZhihuiFigures       *figures;
  ZhihuiFreezer       *freezer;
  ZhihuiPlatformClock *clock;
  ZhihuiZone          *zone;
  char                *region, *language; /* owned */
  ZhihuiTargets        targets;
  GBytes              *boundary;
  guint64              data_version;
  ZhihuiStorePosition  seen; /* what the ledger knows */
  guint                moment;
  gboolean             needs_load; /* the last attempt failed */

  ZhihuiEngine       *engine;            /* or NULL: the ledger holds everything */
  ZhihuiEngineAhead  *ahead;             /* or NULL: what is asked of @engine is answered at once */
  char               *database, *boards; /* owned, or NULL: addresses */
  ZhihuiRollupCases  *cases;             /* not NULL where the ledger is partial */
  ZhihuiWorkCalendar *calendar;
  ZhihuiLifeCycle    *life_cycle;
  ZhihuiIntake       *intake;
  ZhihuiPlayer       *player;           /* or NULL: the data is not simulated */
  ZhihuiAlertWatch   *watch;            /* owned: NULL while it could not be made */
  gboolean            is_judging_later; /* a rule waits for counts of @ahead */
  guint               n_judged_in_vain; /* since the counts came in time */
};

/* What the platform knows of the database, and how it follows others that write into it. */
char    *zhihui_platform_get_setting (ZhihuiPlatform *self, const char *key, const char *fallback);
gboolean zhihui_platform_load (ZhihuiPlatform *self, GError **error);
gboolean zhihui_platform_take_over (ZhihuiPlatform *self, GError **error);
gboolean zhihui_platform_make_player (ZhihuiPlatform *self, GError **error);
gboolean zhihui_platform_make_readers (ZhihuiPlatform *self, GError **error);
void     zhihui_platform_drop_engine (ZhihuiPlatform *self);
void     zhihui_platform_update_hidden_words (ZhihuiPlatform *self);

G_END_DECLS
