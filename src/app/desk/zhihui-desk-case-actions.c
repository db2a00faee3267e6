/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-case-actions.h"

#include <glib/gi18n-lib.h>

#include "zhihui-desk-plan.h"
#include "zhihui-desk-remark.h"
#include "zhihui-wire-telling.h"

/**
 * ZhihuiDeskCaseActions:
 *
 * What leaders and supervisors can tell about the case that a page shows. Each asks for a name and
 * words, and is an errand of the desk then.
 */
struct _ZhihuiDeskCaseActions
{
  GObject parent_instance;

  ZhihuiDesk         *desk;              /* owned */
  GtkWidget          *page;              /* borrowed: owns @self */
  GSimpleActionGroup *actions;           /* owned */
  GtkWidget          *button;            /* weak, nullable: shows them as a menu */
  char               *id, *title, *unit; /* owned, nullable: of the case */
};

typedef struct
{
  const char *action, *event;
  const char *label, *verb;
  const char *body; /* what it means */
  gboolean    needs_text;
} RemarkKind;

static const RemarkKind kinds[] = {
  { "supervise",
    "supervised",
    N_ ("Supervise"),
    N_ ("_Supervise"),
    N_ ("The unit is told that the case is supervised, and what is expected."),
    TRUE },
  { "instruct",
    "instructed",
    N_ ("Instruct"),
    N_ ("_Instruct"),
    N_ ("The instruction is kept with the case and told to the unit."),
    TRUE },
  { "comment",
    "commented",
    N_ ("Comment"),
    N_ ("_Comment"),
    N_ ("The comment is kept with the case."),
    TRUE },
  { "watch", "watched", N_ ("Watch"), N_ ("_Watch"), N_ ("The case is marked as watched."), FALSE },
  { "escalate",
    "escalated",
    N_ ("Escalate"),
    N_ ("_Escalate"),
    N_ ("The case is taken one level up; its alerts rise."),
    FALSE },
};

static const char *const remark_scopes[] = { "instruct", NULL };

G_DEFINE_FINAL_TYPE (ZhihuiDeskCaseActions, zhihui_desk_case_actions, G_TYPE_OBJECT)

/* What is being asked, and about which case: another may be shown by then. */
typedef struct
{
  const RemarkKind *kind;
  ZhihuiDesk       *desk;      /* owned */
  char             *id, *name; /* owned: of the case */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->desk);
  g_free (asked->id);
  g_free (asked->name);
  g_free (asked);
}

static void
said_cb (const char *by, const char *text, gpointer user_data)
{
  Asked                 *asked = user_data;
  g_autofree char       *event_id = g_uuid_string_random ();
  const ZhihuiCaseRemark remark = {
    .id = event_id, .name = asked->kind->event, .by = by, .text = text
  };
  g_autofree char *body = zhihui_wire_encode_remark (&remark);
  g_autofree char *escaped = g_uri_escape_string (asked->id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/cases/%s/events", escaped);
  g_autofree char *subject = g_strconcat ("case:", asked->id, NULL);
  /* Translators: what is done, with which case: "Supervise ZC2020…". */
  g_autofree char *what =
    g_strdup_printf (C_ ("errand", "%1$s %2$s"), _ (asked->kind->label), asked->name);
  g_autoptr (ZhihuiDeskErrand) errand = zhihui_desk_errand_new (subject, what, path, NULL, body);

  zhihui_desk_errand_set_kind (errand, asked->kind->action);
  zhihui_desk_set_name (asked->desk, by);
  zhihui_desk_carry (asked->desk, errand);
}

static GtkWindow *
get_window (ZhihuiDeskCaseActions *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static const char *
get_case_name (ZhihuiDeskCaseActions *self)
{
  return self->title != NULL && *self->title != '\0' ? self->title : self->id;
}

static void
remark_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCaseActions *self = user_data;
  ZhihuiRemarkQuestion   question = { .name = zhihui_desk_get_name (self->desk) };
  g_autofree char       *body = NULL;
  Asked                 *asked;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && self->id != NULL; i++)
    if (g_str_equal (kinds[i].action, g_action_get_name (G_ACTION (action))))
      {
        asked = g_new0 (Asked, 1);
        asked->kind = &kinds[i];
        asked->desk = g_object_ref (self->desk);
        asked->id = g_strdup (self->id);
        asked->name = g_strdup (get_case_name (self));
        body = g_strdup_printf ("%s\n%s", asked->name, _ (kinds[i].body));
        question.heading = _ (kinds[i].label);
        question.body = body;
        question.verb = _ (kinds[i].verb);
        question.needs_text = kinds[i].needs_text;
        zhihui_desk_remark_ask (&question, get_window (self), said_cb, asked, asked_free);
      }
}

static void
review_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskCaseActions *self = user_data;
  const char            *cases[] = { self->id, NULL };

  if (self->id != NULL)
    zhihui_desk_plan_review (
      self->desk, get_window (self), cases, self->unit, get_case_name (self));
}

/**
 * zhihui_desk_case_actions_dup_hindrance:
 * @action: without "case."
 *
 * Returns: (transfer full) (nullable): why it cannot be told now, in words; %NULL: it can
 */
char *
zhihui_desk_case_actions_dup_hindrance (ZhihuiDeskCaseActions *self, const char *action)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_CASE_ACTIONS (self), NULL);

  if (self->id == NULL)
    return g_strdup (_ ("Select a case first."));
  return g_str_equal (action, "review") ? zhihui_desk_plan_dup_hindrance (self->desk)
                                        : zhihui_desk_dup_hindrance (self->desk, remark_scopes);
}

static void
update_action (ZhihuiDeskCaseActions *self, const char *name)
{
  g_autofree char *hindrance = zhihui_desk_case_actions_dup_hindrance (self, name);

  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
    hindrance == NULL);
}

static void
update (ZhihuiDeskCaseActions *self)
{
  g_autofree char *remarks = zhihui_desk_case_actions_dup_hindrance (self, kinds[0].action);
  g_autofree char *review = zhihui_desk_case_actions_dup_hindrance (self, "review");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    update_action (self, kinds[i].action);
  update_action (self, "review");
  if (self->button == NULL)
    return;
  gtk_widget_set_sensitive (self->button, remarks == NULL || review == NULL);
  gtk_widget_set_tooltip_text (self->button, remarks);
}

/**
 * zhihui_desk_case_actions_set_case:
 * @id: (nullable): of the case that is shown; %NULL none
 * @title: (nullable): what the user calls it: its number
 * @unit: (nullable): id of the unit that has it
 */
void
zhihui_desk_case_actions_set_case (ZhihuiDeskCaseActions *self,
                                   const char            *id,
                                   const char            *title,
                                   const char            *unit)
{
  g_return_if_fail (ZHIHUI_IS_DESK_CASE_ACTIONS (self));

  g_free (self->id);
  g_free (self->title);
  g_free (self->unit);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->unit = g_strdup (unit);
  update (self);
}

/**
 * zhihui_desk_case_actions_dup_told:
 * @now_us: monotonic
 * @has_failed: (out): whether some of it was not sent
 *
 * Returns: (transfer full) (nullable): a line of words for each thing that was told of the case and
 *   that the platform does not have yet; %NULL: it has all of them
 */
char *
zhihui_desk_case_actions_dup_told (ZhihuiDeskCaseActions *self, gint64 now_us, gboolean *has_failed)
{
  GPtrArray       *all;
  g_autofree char *subject = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  *has_failed = FALSE;
  g_return_val_if_fail (ZHIHUI_IS_DESK_CASE_ACTIONS (self), NULL);

  all = zhihui_desk_errands_get_all (zhihui_desk_get_errands (self->desk));
  subject = g_strconcat ("case:", self->id, NULL);
  for (guint i = 0; i < all->len && self->id != NULL; i++)
    if (g_str_equal (zhihui_desk_errand_get_subject (all->pdata[i]), subject))
      {
        g_autofree char *line = zhihui_desk_errand_make_line (all->pdata[i], now_us);

        *has_failed |= zhihui_desk_errand_get_state (all->pdata[i]) == ZHIHUI_ERRAND_FAILED;
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * zhihui_desk_case_actions_make_button:
 *
 * Returns: (transfer floating): a button with a menu of them, whose tooltip says what is missing
 */
GtkWidget *
zhihui_desk_case_actions_make_button (ZhihuiDeskCaseActions *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) remarks = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_return_val_if_fail (ZHIHUI_IS_DESK_CASE_ACTIONS (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strconcat ("case.", kinds[i].action, NULL);
      g_autofree char *label = g_strdup_printf ("%s…", _ (kinds[i].verb));

      g_menu_append (remarks, label, action);
    }
  g_menu_append (others, _ ("Plan a _Review…"), "case.review");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remarks));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Act"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  g_set_weak_pointer (&self->button, button);
  update (self);
  return button;
}

static void
zhihui_desk_case_actions_finalize (GObject *object)
{
  ZhihuiDeskCaseActions *self = ZHIHUI_DESK_CASE_ACTIONS (object);

  g_clear_weak_pointer (&self->button);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
  g_free (self->id);
  g_free (self->title);
  g_free (self->unit);
  G_OBJECT_CLASS (zhihui_desk_case_actions_parent_class)->finalize (object);
}

static void
zhihui_desk_case_actions_class_init (ZhihuiDeskCaseActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_case_actions_finalize;
}

static void
zhihui_desk_case_actions_init (ZhihuiDeskCaseActions *self)
{
  static const GActionEntry review[] = { { .name = "review", .activate = review_action_cb } };

  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const GActionEntry entry = { .name = kinds[i].action, .activate = remark_action_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), review, G_N_ELEMENTS (review), self);
}

/**
 * zhihui_desk_case_actions_new:
 * @desk: (transfer none): of the page
 * @page: where "case.…" is; owns what is returned
 *
 * Returns: (transfer full): actions about no case yet
 */
ZhihuiDeskCaseActions *
zhihui_desk_case_actions_new (ZhihuiDesk *desk, GtkWidget *page)
{
  ZhihuiDeskCaseActions *self = g_object_new (ZHIHUI_TYPE_DESK_CASE_ACTIONS, NULL);

  self->desk = g_object_ref (desk);
  self->page = page;
  gtk_widget_insert_action_group (page, "case", G_ACTION_GROUP (self->actions));
  /* What the token may do is told by the platform. */
  g_signal_connect_object (zhihui_desk_get_source (desk),
                           "situation-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}
