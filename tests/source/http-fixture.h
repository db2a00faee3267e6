/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-platform.h"
#include "zhihui-http-source.h"

/* A fake platform and who reads it, by a clock that the test sets. Zero-initialise. */
typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  gint64            now_us;
} HttpFixture;

void        http_fixture_open (HttpFixture *self, const ZhihuiWants *wants);
void        http_fixture_start (HttpFixture *self); /* and waits until it is settled */
void        http_fixture_close (HttpFixture *self);
void        http_fixture_await_idle (HttpFixture *self);      /* until everything is answered */
void        http_fixture_go_on (HttpFixture *self, gint64 s); /* as well */
ZhihuiState http_fixture_judge (HttpFixture *self, ZhihuiDataset dataset);
