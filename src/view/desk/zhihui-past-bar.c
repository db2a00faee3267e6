/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-past-bar.h"

#include "zhihui-format.h"
#include "zhihui-replay-steps.h"

#include <glib/gi18n-lib.h>

#define DAY_S 86400

/**
 * ZhihuiPastBar:
 *
 * Says over a window that it shows the past, and which moment of it. Emits "seek" (gint64, epoch
 * seconds), "speed" (double, 0 stands) and "leave".
 */
struct _ZhihuiPastBar
{
  AdwBin parent_instance;

  ZhihuiPastPlace place;
  gboolean        is_showing; /* the controls are being set: their signals mean nothing */

  /* template children */
  GtkLabel      *moment_label;
  GtkScale      *day_scale;
  GtkAdjustment *day;
  GtkDropDown   *speed_choice;
};

enum
{
  SIGNAL_SEEK,
  SIGNAL_SPEED,
  SIGNAL_LEAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiPastBar, zhihui_past_bar, ADW_TYPE_BIN)

static const double speeds[] = ZHIHUI_REPLAY_SPEEDS;

static guint
find_speed (double speed)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (speeds) && speeds[i] < speed)
    i++;
  return i;
}

static void
seek (ZhihuiPastBar *self, gint64 at)
{
  if (!self->is_showing)
    g_signal_emit (
      self, signals[SIGNAL_SEEK], 0, CLAMP (at, self->place.oldest, self->place.newest));
}

static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZhihuiPastBar *self = ZHIHUI_PAST_BAR (widget);

  seek (self, self->place.at + g_variant_get_int32 (parameter));
}

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_LEAVE], 0);
}

static void
day_moved_cb (ZhihuiPastBar *self)
{
  seek (self, (gint64) gtk_adjustment_get_value (self->day));
}

static void
speed_chosen_cb (ZhihuiPastBar *self)
{
  guint chosen = gtk_drop_down_get_selected (self->speed_choice);

  if (!self->is_showing && chosen < G_N_ELEMENTS (speeds))
    g_signal_emit (self, signals[SIGNAL_SPEED], 0, speeds[chosen]);
}

static void
zhihui_past_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (zhihui_past_bar_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, guint n_parameters, GType type)
{
  return g_signal_new (name,
                       ZHIHUI_TYPE_PAST_BAR,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_parameters,
                       type);
}

static void
zhihui_past_bar_class_init (ZhihuiPastBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_past_bar_dispose;
  signals[SIGNAL_SEEK] = add_signal ("seek", 1, G_TYPE_INT64);
  signals[SIGNAL_SPEED] = add_signal ("speed", 1, G_TYPE_DOUBLE);
  signals[SIGNAL_LEAVE] = add_signal ("leave", 0, G_TYPE_NONE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/past-bar.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiPastBar, child)
  BIND (moment_label);
  BIND (day_scale);
  BIND (day);
  BIND (speed_choice);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, day_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, speed_chosen_cb);
  gtk_widget_class_install_action (widget_class, "past.step", "i", step_cb);
  gtk_widget_class_install_action (widget_class, "past.leave", NULL, leave_cb);
}

static void
zhihui_past_bar_init (ZhihuiPastBar *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (labels, C_ ("speed of a replay", "Stands"));
  for (guint i = 1; i < G_N_ELEMENTS (speeds); i++)
    gtk_string_list_take (labels, g_strdup_printf ("×%.0f", speeds[i]));
  gtk_drop_down_set_model (self->speed_choice, G_LIST_MODEL (labels));
  self->is_showing = FALSE;
}

/**
 * zhihui_past_bar_show:
 * @zone: of the platform
 * @place: where the replay is
 */
void
zhihui_past_bar_show (ZhihuiPastBar *self, ZhihuiZone *zone, const ZhihuiPastPlace *place)
{
  gint64           start = zhihui_zone_day_start (zone, zhihui_zone_day_of (zone, place->at));
  gboolean         is_today = place->now >= start && place->now < start + DAY_S;
  g_autofree char *moment =
    zhihui_format_moment (zone, place->at, is_today ? start - DAY_S : place->now);
  g_autofree char *text = NULL;

  g_return_if_fail (ZHIHUI_IS_PAST_BAR (self));

  self->is_showing = TRUE;
  self->place = *place;
  /* Translators: a moment that is over, "28 Jul 09:30" */
  text = g_strdup_printf (_ ("Replay of %s: this is not now"), moment);
  gtk_label_set_text (self->moment_label, text);
  gtk_adjustment_configure (self->day,
                            (double) place->at,
                            (double) MAX (start, place->oldest),
                            (double) MIN (start + DAY_S - 1, place->newest),
                            ZHIHUI_REPLAY_STEP_S,
                            ZHIHUI_REPLAY_LONG_STEP_S,
                            0);
  gtk_drop_down_set_selected (self->speed_choice, find_speed (place->speed));
  self->is_showing = FALSE;
}
