/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-bell.h"

#include <glib/gi18n-lib.h>

#include "zhihui-alert-item.h"
#include "zhihui-alert-words.h"
#include "zhihui-desk-shield.h"
#include "zhihui-desk-window.h"

#define NOTIFICATION "alerts"
#define MAX_KNOWN 4096

/**
 * ZhihuiDeskBell:
 *
 * Tells the desktop of a red or orange alert that is new, once, while the user looks at no window
 * of this program that shows it. What it says stands on the lock screen as well: level, kind and
 * unit, never the text.
 */
struct _ZhihuiDeskBell
{
  GObject parent_instance;

  ZhihuiSource *source;    /* owned, nullable: of a test */
  GtkWindow    *window;    /* borrowed, nullable: owns @self */
  GHashTable   *known;     /* (element-type utf8 Known), owned: what was told or seen, by id */
  gboolean      is_begun;  /* the alerts that were there at the start are no news */
  gboolean      is_silent; /* the user wants none */
};

typedef struct
{
  gint64      raised_at;
  ZhihuiLevel level;
} Known;

G_DEFINE_FINAL_TYPE (ZhihuiDeskBell, zhihui_desk_bell, G_TYPE_OBJECT)

static gboolean
is_news (ZhihuiDeskBell *self, const ZhihuiAlert *alert)
{
  const Known *known = g_hash_table_lookup (self->known, alert->id);

  return !alert->acknowledged && alert->level >= ZHIHUI_LEVEL_ORANGE &&
         (known == NULL || alert->raised_at > known->raised_at || alert->level > known->level);
}

static void
remember (ZhihuiDeskBell *self, const ZhihuiAlert *alert)
{
  Known *known = g_new (Known, 1);

  known->raised_at = alert->raised_at;
  known->level = alert->level;
  g_hash_table_replace (self->known, g_strdup (alert->id), known);
}

/* Of those that are open nothing is forgotten: they would be news again. */
static void
forget_closed (ZhihuiDeskBell *self, ZhihuiAlerts *alerts)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       id;

  for (guint i = 0; i < alerts->items->len; i++)
    g_hash_table_add (open, ((ZhihuiAlert *) alerts->items->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (open, id))
      g_hash_table_iter_remove (&iter);
}

/**
 * zhihui_desk_bell_take:
 * @alerts: (transfer none): those that are open now
 *
 * Returns: (transfer full) (element-type ZhihuiAlert): those that are worth a call, which is made
 * once: raised, raised again, or risen to orange or red since the last time. They belong to @alerts
 */
GPtrArray *
zhihui_desk_bell_take (ZhihuiDeskBell *self, ZhihuiAlerts *alerts)
{
  GPtrArray *news = g_ptr_array_new ();

  g_return_val_if_fail (ZHIHUI_IS_DESK_BELL (self) && alerts != NULL, news);

  if (g_hash_table_size (self->known) > MAX_KNOWN)
    forget_closed (self, alerts);
  for (guint i = 0; i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = g_ptr_array_index (alerts->items, i);

      if (self->is_begun && is_news (self, alert))
        g_ptr_array_add (news, (gpointer) alert);
      remember (self, alert);
    }
  self->is_begun = TRUE;
  return news;
}

/**
 * zhihui_desk_bell_hear:
 * @situation: (transfer none): what is known now
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiAlert): as zhihui_desk_bell_take();
 * %NULL: the alerts are not known, or not those of now
 */
GPtrArray *
zhihui_desk_bell_hear (ZhihuiDeskBell *self, ZhihuiSituation *situation)
{
  ZhihuiAlerts *alerts = zhihui_situation_get_alerts (situation);

  g_return_val_if_fail (ZHIHUI_IS_DESK_BELL (self), NULL);

  if (alerts == NULL || zhihui_situation_is_past (situation) ||
      zhihui_situation_is_snapshot (situation))
    return NULL;
  return zhihui_desk_bell_take (self, alerts);
}

static const ZhihuiAlert *
find_worst (GPtrArray *news)
{
  const ZhihuiAlert *worst = news->pdata[0];

  for (guint i = 1; i < news->len; i++)
    if (((const ZhihuiAlert *) news->pdata[i])->level > worst->level)
      worst = news->pdata[i];
  return worst;
}

/**
 * zhihui_desk_bell_make_title:
 * @news: (element-type ZhihuiAlert): at least one
 *
 * Returns: (transfer full): how bad it is
 */
char *
zhihui_desk_bell_make_title (GPtrArray *news)
{
  const char *level = zhihui_alert_words_get_level (find_worst (news)->level);

  if (news->len == 1)
    /* Translators: a level, which is a colour. */
    return g_strdup_printf (_ ("New alert: %s"), level);
  /* Translators: how many, and the highest level, which is a colour. */
  return g_strdup_printf (_ ("%1$u new alerts, up to %2$s"), news->len, level);
}

/**
 * zhihui_desk_bell_make_body:
 * @news: (element-type ZhihuiAlert): at least one
 *
 * Returns: (transfer full): kind and unit of the worst, nothing about a person
 */
char *
zhihui_desk_bell_make_body (GPtrArray *news)
{
  const ZhihuiAlert *worst = find_worst (news);
  const char        *kind = zhihui_alert_item_name_kind (worst->kind);

  if (*worst->unit == '\0')
    return g_strdup (kind);
  return g_strdup_printf ("%s · %s", worst->unit, kind);
}

static void
call (ZhihuiDeskBell *self, GPtrArray *news)
{
  GApplication    *application = G_APPLICATION (gtk_window_get_application (self->window));
  g_autofree char *title = zhihui_desk_bell_make_title (news);
  g_autofree char *body = zhihui_desk_bell_make_body (news);
  g_autoptr (GNotification) notification = g_notification_new (title);
  const ZhihuiAlert *worst = find_worst (news);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               worst->level == ZHIHUI_LEVEL_RED ? G_NOTIFICATION_PRIORITY_URGENT
                                                                : G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.show-alert", "s", worst->id);
  g_application_send_notification (application, NOTIFICATION, notification);
}

/* At the past nothing new is seen, nor behind a cover. */
static gboolean
shows_now (GtkWindow *window)
{
  ZhihuiDeskShield *shield = zhihui_desk_shield_find (window);
  ZhihuiDesk       *desk = ZHIHUI_IS_DESK_WINDOW (window)
                             ? zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window))
                             : NULL;

  if (shield != NULL && zhihui_desk_shield_is_covered (shield))
    return FALSE;
  return desk == NULL || !zhihui_situation_is_past (zhihui_desk_get_situation (desk));
}

/**
 * zhihui_desk_bell_is_looked_at:
 *
 * Each window has a bell, and the user looks at one of them.
 *
 * Returns: whether a window of the program that shows what is now has the keyboard
 */
gboolean
zhihui_desk_bell_is_looked_at (ZhihuiDeskBell *self)
{
  GtkApplication *application;

  g_return_val_if_fail (ZHIHUI_IS_DESK_BELL (self), FALSE);

  application = gtk_window_get_application (self->window);
  for (GList *i = gtk_application_get_windows (application); i != NULL; i = i->next)
    if (gtk_window_is_active (i->data) && shows_now (i->data))
      return TRUE;
  return FALSE;
}

static void
situation_changed_cb (ZhihuiDeskBell *self, ZhihuiSituation *situation)
{
  g_autoptr (GPtrArray) news = zhihui_desk_bell_hear (self, situation);

  if (news != NULL && news->len > 0 && !self->is_silent && !zhihui_desk_bell_is_looked_at (self))
    call (self, news);
}

static void
zhihui_desk_bell_finalize (GObject *object)
{
  ZhihuiDeskBell *self = ZHIHUI_DESK_BELL (object);

  g_hash_table_unref (self->known);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (zhihui_desk_bell_parent_class)->finalize (object);
}

static void
zhihui_desk_bell_class_init (ZhihuiDeskBellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_bell_finalize;
}

static void
zhihui_desk_bell_init (ZhihuiDeskBell *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * zhihui_desk_bell_set_silent:
 * @is_silent: whether the user wants no notifications; what comes meanwhile is not called later
 */
void
zhihui_desk_bell_set_silent (ZhihuiDeskBell *self, gboolean is_silent)
{
  g_return_if_fail (ZHIHUI_IS_DESK_BELL (self));

  self->is_silent = is_silent;
}

/**
 * zhihui_desk_bell_new:
 * @source: (transfer none) (nullable): whose alerts; %NULL: those that are given
 * @window: (nullable): of the desk; owns what is returned
 *
 * Returns: (transfer full): a bell
 */
ZhihuiDeskBell *
zhihui_desk_bell_new (ZhihuiSource *source, GtkWindow *window)
{
  ZhihuiDeskBell *self = g_object_new (ZHIHUI_TYPE_DESK_BELL, NULL);

  self->window = window;
  if (source == NULL)
    return self;

  self->source = g_object_ref (source);
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
