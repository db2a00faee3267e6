/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-call.h"

#include "config.h"
#include "zhihui-alarm.h"
#include "zhihui-alert-words.h"
#include "zhihui-public-alert.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiAlertCall
{
  GHashTable *known;    /* (element-type utf8 guint): id to level + 1 of what was there, owned */
  char       *shown;    /* owned or NULL: id of the one that was called last */
  gboolean    has_read; /* what is there at the start is not new */
};

/* Where an alert of a kind is best seen; where there is no such page the overview has it. */
static const struct
{
  const char *kind, *page;
} places[] = {
  { "overdue", "deadlines" }, { "due_soon", "deadlines" }, { "unit_rate", "rankings" },
  { "hot_word", "trends" },   { "meeting", "review" },
};

/**
 * zhihui_alert_call_new:
 *
 * Returns: (transfer full)
 */
ZhihuiAlertCall *
zhihui_alert_call_new (void)
{
  ZhihuiAlertCall *self = g_new0 (ZhihuiAlertCall, 1);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * zhihui_alert_call_free:
 * @self: (nullable)
 */
void
zhihui_alert_call_free (ZhihuiAlertCall *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_free (self->shown);
  g_free (self);
}

static gboolean
calls (const ZhihuiAlert *alert)
{
  return alert->level >= ZHIHUI_LEVEL_ORANGE && !alert->acknowledged &&
         zhihui_alert_is_public (alert);
}

static const char *
find_page (const ZhihuiAlert *alert)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].kind, alert->kind))
      return places[i].page;

  return "overview";
}

static char *
make_words (const ZhihuiAlert *alert)
{
  g_autofree char *text = zhihui_alert_words_make_text (alert);
  const char      *level = alert->level == ZHIHUI_LEVEL_RED ? _ ("red alert") : _ ("orange alert");

  return g_strdup_printf ("%s %s", level, text);
}

static void
call (ZhihuiAlertCall *self, ZhihuiDirector *director, const ZhihuiAlert *alert, gint64 now_us)
{
  g_autofree char   *words = make_words (alert);
  ZhihuiInterruption interruption = {
    .kind = ZHIHUI_INTERRUPTION_ALERT,
    .id = alert->id,
    .page = (char *) find_page (alert),
    .until_us = now_us + ZHIHUI_ALERT_CALL_S * (gint64) G_USEC_PER_SEC,
    .words = words,
  };

  if (!zhihui_director_interrupt (director, &interruption))
    {
      interruption.page = (char *) "overview";
      zhihui_director_interrupt (director, &interruption);
    }
  g_free (self->shown);
  self->shown = g_strdup (alert->id);
}

static gboolean
is_still_called (const ZhihuiAlertCall *self, ZhihuiAlerts *alerts)
{
  for (guint i = 0; i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      if (g_strcmp0 (alert->id, self->shown) == 0)
        return calls (alert);
    }

  return FALSE;
}

static const ZhihuiAlert *
find_news (const ZhihuiAlertCall *self, ZhihuiAlerts *alerts)
{
  const ZhihuiAlert *worst = NULL;

  for (guint i = 0; i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];
      guint              known = GPOINTER_TO_UINT (g_hash_table_lookup (self->known, alert->id));

      if (calls (alert) && alert->level + 1 > known &&
          (worst == NULL || alert->level > worst->level))
        worst = alert;
    }

  return worst;
}

static void
remember (ZhihuiAlertCall *self, ZhihuiAlerts *alerts)
{
  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      g_hash_table_insert (
        self->known, g_strdup (alert->id), GUINT_TO_POINTER ((guint) alert->level + 1));
    }
  self->has_read = TRUE;
}

/**
 * zhihui_alert_call_take:
 * @situation: what is known now
 * @now_us: monotonic clock
 *
 * Interrupts the director for the worst of the alerts that are new since the last time: orange or
 * red, not acknowledged, of a kind that a wall may show. Ends the interruption when somebody has
 * taken note of it or it is over. What is kept, or of another day, calls nobody.
 */
void
zhihui_alert_call_take (ZhihuiAlertCall *self,
                        ZhihuiDirector  *director,
                        ZhihuiSituation *situation,
                        gint64           now_us)
{
  ZhihuiAlerts      *alerts = zhihui_situation_get_alerts (situation);
  const ZhihuiAlert *worst;

  if (alerts == NULL || !zhihui_alarm_can_judge (situation, now_us))
    return;

  if (self->shown != NULL && !is_still_called (self, alerts))
    {
      zhihui_director_end_interruption (director, self->shown);
      g_clear_pointer (&self->shown, g_free);
    }
  worst = self->has_read ? find_news (self, alerts) : NULL;
  remember (self, alerts);
  if (worst != NULL)
    call (self, director, worst, now_us);
}
