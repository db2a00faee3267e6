/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-case.h"

#include "zhihui-dataset-private.h"

/* ---- parts of a case ---- */

static void
clear_unit (ZhihuiUnitName *unit)
{
  g_free (unit->id);
  g_free (unit->name);
}

ZhihuiCaseWork *
zhihui_case_work_new (void)
{
  ZhihuiCaseWork *self = g_new0 (ZhihuiCaseWork, 1);

  self->dispatched_at = self->sign_due_at = self->signed_at = ZHIHUI_NO_INSTANT;
  self->contact_due_at = self->contacted_at = ZHIHUI_NO_INSTANT;
  self->due_at = self->replied_at = ZHIHUI_NO_INSTANT;
  self->suspended_at = self->return_requested_at = ZHIHUI_NO_INSTANT;
  self->return_accepted = -1;
  return self;
}

void
zhihui_case_work_free (ZhihuiCaseWork *self)
{
  if (self == NULL)
    return;

  clear_unit (&self->unit);
  g_free (self->due_rule);
  g_free (self);
}

ZhihuiCasePart *
zhihui_case_part_new (void)
{
  ZhihuiCasePart *self = g_new0 (ZhihuiCasePart, 1);

  self->dispatched_at = self->due_at = ZHIHUI_NO_INSTANT;
  self->signed_at = self->replied_at = ZHIHUI_NO_INSTANT;
  return self;
}

void
zhihui_case_part_free (ZhihuiCasePart *self)
{
  if (self == NULL)
    return;

  clear_unit (&self->unit);
  g_free (self);
}

ZhihuiCaseEvent *
zhihui_case_event_new (void)
{
  ZhihuiCaseEvent *self = g_new0 (ZhihuiCaseEvent, 1);

  self->at = self->due_at = ZHIHUI_NO_INSTANT;
  self->level = self->days = -1;
  self->accepted = -1;
  return self;
}

void
zhihui_case_event_free (ZhihuiCaseEvent *self)
{
  if (self == NULL)
    return;

  g_free (self->type);
  g_free (self->actor_role);
  g_free (self->unit_id);
  g_free (self->role);
  g_free (self->text);
  g_free (self->by);
  g_free (self->solved);
  g_free (self->into);
  g_free (self);
}

/* ---- a case ---- */

/**
 * zhihui_desk_case_new:
 *
 * Returns: (transfer full): a case of which nothing is known but that it is masked; its maker fills
 *   in the texts. Counted atomically.
 */
ZhihuiDeskCase *
zhihui_desk_case_new (void)
{
  ZhihuiDeskCase *self = g_atomic_rc_box_new0 (ZhihuiDeskCase);

  self->is_masked = TRUE;
  self->submitted_at = self->accepted_at = self->closed_at = ZHIHUI_NO_INSTANT;
  self->updated_at = ZHIHUI_NO_INSTANT;
  self->accept_due_at = self->dispatch_due_at = self->objection_due_at = ZHIHUI_NO_INSTANT;
  self->call_back_due_at = self->fix_due_at = ZHIHUI_NO_INSTANT;
  self->notice_due_at = self->close_due_at = ZHIHUI_NO_INSTANT;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_case_part_free);
  return self;
}

ZhihuiDeskCase *
zhihui_desk_case_ref (ZhihuiDeskCase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_case (gpointer data)
{
  ZhihuiDeskCase *self = data;
  char *const     texts[] = { self->id,    self->no,      self->type,        self->topic_code,
                              self->topic, self->channel, self->state,       self->region,
                              self->title, self->phone,   self->complainant, self->address };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  zhihui_case_work_free (self->work);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->events, g_ptr_array_unref);
}

void
zhihui_desk_case_unref (ZhihuiDeskCase *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_case);
}

/**
 * zhihui_desk_case_is_closed:
 *
 * Returns: whether nobody owes it anything any more; of a state that is not known here, no
 */
gboolean
zhihui_desk_case_is_closed (const ZhihuiDeskCase *self)
{
  static const char *const over[] = {
    "closed", "archived", "rejected", "withdrawn", "merged", NULL
  };

  return g_strv_contains (over, self->state);
}

/* ---- requests ---- */

ZhihuiDeskRequest *
zhihui_desk_request_new (void)
{
  ZhihuiDeskRequest *self = g_new0 (ZhihuiDeskRequest, 1);

  self->days = -1;
  self->requested_at = self->due_at = ZHIHUI_NO_INSTANT;
  return self;
}

void
zhihui_desk_request_free (ZhihuiDeskRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->kind);
  g_free (self->case_id);
  g_free (self->no);
  clear_unit (&self->unit);
  g_free (self->reason);
  g_free (self);
}

/* ---- lists ---- */

static void
init_cases (ZhihuiDeskCases *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_case_unref);
  self->n_restricted = -1;
}

static void
clear_cases (ZhihuiDeskCases *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->next);
}

static void
init_requests (ZhihuiDeskRequests *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_desk_request_free);
  self->n_restricted = -1;
}

static void
clear_requests (ZhihuiDeskRequests *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->next);
}

/* clang-format off */
DEFINE_DATASET (ZhihuiDeskCases, zhihui_desk_cases, init_cases, clear_cases)
DEFINE_DATASET (ZhihuiDeskRequests, zhihui_desk_requests, init_requests, clear_requests)
/* clang-format on */
