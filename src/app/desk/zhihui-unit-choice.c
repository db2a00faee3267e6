/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-choice.h"

#include <glib/gi18n-lib.h>

#include "zhihui-asking.h"
#include "zhihui-control-names.h"
#include "zhihui-unit-menu.h"
#include "zhihui-wire.h"

#define PATH "/units?limit=20000"

/**
 * ZhihuiUnitChoice:
 *
 * A row of a form: one of the units of the platform, which is asked for them. Nobody is chosen
 * before a person does so: whoever happens to be the first is seldom meant.
 */
struct _ZhihuiUnitChoice
{
  AdwActionRow parent_instance;

  GtkMenuButton  *button; /* borrowed */
  ZhihuiUnitMenu *menu;   /* borrowed of @button */
  GCancellable   *asking; /* owned */
  ZhihuiUnits    *units;  /* owned, nullable before they are told */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitChoice, zhihui_unit_choice, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_UNIT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Nullable, borrowed: of the one that is chosen, whether it is known or not. */
static const char *
get_id (ZhihuiUnitChoice *self)
{
  GPtrArray *chosen = zhihui_unit_menu_get_chosen (self->menu);

  return chosen->len > 0 ? chosen->pdata[0] : NULL;
}

static void
show_unit (ZhihuiUnitChoice *self)
{
  const ZhihuiUnit *unit = zhihui_unit_choice_get_unit (self);
  const char       *label = unit != NULL ? _ ("Change…") : _ ("Choose…");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), unit != NULL ? unit->name : "");
  gtk_menu_button_set_label (self->button, label);
  zhihui_control_names_tell_menu (self->button,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                                  unit != NULL ? unit->name : label);
}

static void
zhihui_unit_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_UNIT)
    g_value_set_string (value, get_id (ZHIHUI_UNIT_CHOICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_unit_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_UNIT)
    zhihui_unit_menu_choose (ZHIHUI_UNIT_CHOICE (object)->menu,
                             (const char *[]){ g_value_get_string (value), NULL });
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_unit_choice_dispose (GObject *object)
{
  ZhihuiUnitChoice *self = ZHIHUI_UNIT_CHOICE (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->units, zhihui_units_unref);

  G_OBJECT_CLASS (zhihui_unit_choice_parent_class)->dispose (object);
}

static void
zhihui_unit_choice_class_init (ZhihuiUnitChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = zhihui_unit_choice_get_property;
  G_OBJECT_CLASS (klass)->set_property = zhihui_unit_choice_set_property;
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_choice_dispose;

  /**
   * ZhihuiUnitChoice:unit:
   *
   * Id of the unit that is chosen, which may not be told yet; NULL none.
   */
  properties[PROP_UNIT] = g_param_spec_string (
    "unit", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  /**
   * ZhihuiUnitChoice::changed:
   *
   * Another unit is chosen, or the units came to be known.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
changed_cb (ZhihuiUnitChoice *self)
{
  show_unit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNIT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
zhihui_unit_choice_init (ZhihuiUnitChoice *self)
{
  self->asking = g_cancellable_new ();
  self->menu = ZHIHUI_UNIT_MENU (zhihui_unit_menu_new (TRUE));
  g_signal_connect_object (self->menu, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->button = zhihui_unit_menu_hang (self->menu, ADW_ACTION_ROW (self));
}

static void
units_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitChoice *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiUnits     *units = zhihui_asking_finish (result, &error);
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->units = units;
  if (units != NULL)
    {
      zhihui_unit_menu_set_units (self->menu, units);
      show_unit (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  trouble = g_strdup_printf (_ ("The units could not be read: %s"), error->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), trouble);
}

static gpointer
decode (GBytes *body, GError **error)
{
  return zhihui_wire_decode_units (body, NULL, error);
}

/**
 * zhihui_unit_choice_ask_async:
 * @source: is asked for the units there are to choose from
 * @callback: takes ZhihuiUnits of zhihui_asking_finish()
 */
void
zhihui_unit_choice_ask_async (ZhihuiSource       *source,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  zhihui_asking_async (
    source, PATH, decode, (GDestroyNotify) zhihui_units_unref, cancellable, callback, user_data);
}

/**
 * zhihui_unit_choice_new:
 * @desk: whose source is asked for the units
 * @title: of the row
 * @unit: (nullable): id of the one that is chosen at first
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
zhihui_unit_choice_new (ZhihuiDesk *desk, const char *title, const char *unit)
{
  ZhihuiUnitChoice *self = g_object_new (ZHIHUI_TYPE_UNIT_CHOICE, "title", title, NULL);

  zhihui_unit_menu_choose (self->menu, (const char *[]){ unit, NULL });
  show_unit (self);
  zhihui_unit_choice_ask_async (zhihui_desk_get_source (desk), self->asking, units_told_cb, self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_unit_choice_get_unit:
 *
 * Returns: (transfer none) (nullable): who is chosen; %NULL: nobody, or one that the platform does
 *   not have or has not told yet
 */
const ZhihuiUnit *
zhihui_unit_choice_get_unit (ZhihuiUnitChoice *self)
{
  const char *id;

  g_return_val_if_fail (ZHIHUI_IS_UNIT_CHOICE (self), NULL);

  id = get_id (self);
  return id != NULL ? zhihui_unit_menu_find (self->menu, id) : NULL;
}

/**
 * zhihui_unit_choice_get_units:
 *
 * Returns: (transfer none) (nullable): what is chosen from, %NULL: not told yet
 */
ZhihuiUnits *
zhihui_unit_choice_get_units (ZhihuiUnitChoice *self)
{
  return self->units;
}
