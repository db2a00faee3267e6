/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-item.h"

#include <glib/gi18n-lib.h>

#include "zhihui-alert-words.h"
#include "zhihui-format.h"

struct _ZhihuiAlertItem
{
  GObject parent_instance;

  ZhihuiAlerts      *alerts; /* owned: has @alert */
  const ZhihuiAlert *alert;
  char              *age; /* owned, nullable before the time is told */
};

typedef enum
{
  PROP_AGE = 1,
  N_PROPS
} Property;
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ZhihuiAlertItem, zhihui_alert_item, G_TYPE_OBJECT)

static void
zhihui_alert_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((Property) id)
    {
    case PROP_AGE:
      g_value_set_string (value, ZHIHUI_ALERT_ITEM (object)->age);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
zhihui_alert_item_finalize (GObject *object)
{
  ZhihuiAlertItem *self = ZHIHUI_ALERT_ITEM (object);

  g_clear_pointer (&self->alerts, zhihui_alerts_unref);
  g_free (self->age);
  G_OBJECT_CLASS (zhihui_alert_item_parent_class)->finalize (object);
}

static void
zhihui_alert_item_class_init (ZhihuiAlertItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zhihui_alert_item_get_property;
  object_class->finalize = zhihui_alert_item_finalize;
  properties[PROP_AGE] =
    g_param_spec_string ("age", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zhihui_alert_item_init (ZhihuiAlertItem *self)
{
}

/**
 * zhihui_alert_item_new:
 * @alerts: (transfer none): a list
 * @index: place of the alert in it
 *
 * Returns: (transfer full): that alert
 */
ZhihuiAlertItem *
zhihui_alert_item_new (ZhihuiAlerts *alerts, guint index)
{
  ZhihuiAlertItem *self = g_object_new (ZHIHUI_TYPE_ALERT_ITEM, NULL);

  self->alerts = zhihui_alerts_ref (alerts);
  self->alert = g_ptr_array_index (alerts->items, index);
  return self;
}

/**
 * zhihui_alert_item_get_alert:
 *
 * Returns: (transfer none): lives as long as @self
 */
const ZhihuiAlert *
zhihui_alert_item_get_alert (ZhihuiAlertItem *self)
{
  return self->alert;
}

/**
 * zhihui_alert_item_set_now:
 * @now: the platform's time
 */
void
zhihui_alert_item_set_now (ZhihuiAlertItem *self, gint64 now)
{
  gint64           age_s = MAX (now - self->alert->raised_at, 0);
  g_autofree char *length = zhihui_format_age (age_s < 60 ? age_s : age_s / 60 * 60);
  /* Translators: how long ago. */
  char *age = g_strdup_printf (_ ("%s ago"), length);

  if (g_strcmp0 (age, self->age) == 0)
    {
      g_free (age);
      return;
    }
  g_free (self->age);
  self->age = age;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

/**
 * zhihui_alert_item_is_same:
 *
 * Returns: whether a list that shows @self shows @alert already
 */
gboolean
zhihui_alert_item_is_same (ZhihuiAlertItem *self, const ZhihuiAlert *alert)
{
  const ZhihuiAlert *mine = self->alert;

  return g_str_equal (mine->id, alert->id) && g_strcmp0 (mine->etag, alert->etag) == 0 &&
         g_str_equal (mine->text, alert->text) && mine->level == alert->level &&
         mine->count == alert->count && mine->updated_at == alert->updated_at &&
         mine->raised_at == alert->raised_at && mine->acknowledged == alert->acknowledged;
}

/**
 * zhihui_alert_item_name_kind:
 * @kind: "overdue"
 *
 * Returns: (transfer none): what it is called; one that is not known here as it is
 */
const char *
zhihui_alert_item_name_kind (const char *kind)
{
  static const struct
  {
    const char *kind, *name;
  } names[] = {
    { "overdue", NC_ ("alert", "Overdue") },
    { "due_soon", NC_ ("alert", "Due soon") },
    { "unit_rate", NC_ ("alert", "Rate of a unit") },
    { "stale", NC_ ("alert", "No news from a source") },
    { "meeting", NC_ ("alert", "Meeting") },
    { "hot_word", NC_ ("alert", "Hot word") },
    { "sensitive", NC_ ("alert", "Sensitive case") },
    { "repeat", NC_ ("alert", "Repeated complaint") },
    { "group_risk", NC_ ("alert", "Risk of a crowd") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].kind, kind))
      return g_dpgettext2 (NULL, "alert", names[i].name);
  return kind;
}

static void
add_change (GString *text, char *change)
{
  g_autofree char *owned = change;

  g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", owned);
}

/**
 * zhihui_alert_item_describe_change:
 * @seen: the alert as a person saw it
 * @now: as it is
 *
 * Returns: (transfer full): what is different, for that person; "" nothing
 */
char *
zhihui_alert_item_describe_change (const ZhihuiAlert *seen, const ZhihuiAlert *now)
{
  GString *text = g_string_new (NULL);

  if (now->acknowledged && !seen->acknowledged && now->acknowledged_by != NULL)
    add_change (text, g_strdup_printf (_ ("%s has taken note of it"), now->acknowledged_by));
  else if (now->acknowledged && !seen->acknowledged)
    add_change (text, g_strdup (_ ("somebody has taken note of it")));
  if (now->raised_at > seen->raised_at)
    add_change (text, g_strdup (_ ("it was raised again")));
  if (now->level != seen->level)
    /* Translators: two levels, which are colours: red, orange … */
    add_change (text,
                g_strdup_printf (_ ("level %s is now %s"),
                                 zhihui_alert_words_get_level (seen->level),
                                 zhihui_alert_words_get_level (now->level)));
  if (!g_str_equal (now->text, seen->text))
    add_change (text, g_strdup_printf (_ ("it says now: %s"), now->text));
  return g_string_free (text, FALSE);
}
