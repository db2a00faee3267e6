/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

static gint64
read_clock (gpointer user_data)
{
  return ((HttpFixture *) user_data)->now_us;
}

void
http_fixture_open (HttpFixture *self, const ZhihuiWants *wants)
{
  self->platform = fake_platform_new ();
  self->folder = make_folder ();
  self->source =
    zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, self->folder, NULL);
  self->now_us = seconds (5000);
  zhihui_http_source_set_token (self->source, NULL);
  zhihui_http_source_set_clock (self->source, read_clock, self);
  zhihui_source_set_wants (ZHIHUI_SOURCE (self->source), wants);
  self->listener = listener_new (ZHIHUI_SOURCE (self->source));
}

void
http_fixture_start (HttpFixture *self)
{
  zhihui_source_start (ZHIHUI_SOURCE (self->source));
  await_settled (self->listener);
}

void
http_fixture_close (HttpFixture *self)
{
  end_reading (self->source, self->listener);
  fake_platform_free (self->platform);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_idle (gpointer user_data)
{
  return zhihui_http_source_get_n_in_flight (user_data) == 0;
}

void
http_fixture_await_idle (HttpFixture *self)
{
  await (is_idle, self->source, "what was asked is answered or has failed");
}

void
http_fixture_go_on (HttpFixture *self, gint64 s)
{
  self->now_us += seconds (s);
  zhihui_http_source_wake (self->source);
  http_fixture_await_idle (self);
}

ZhihuiState
http_fixture_judge (HttpFixture *self, ZhihuiDataset dataset)
{
  return zhihui_situation_judge (self->listener->last, dataset, self->now_us).state;
}
