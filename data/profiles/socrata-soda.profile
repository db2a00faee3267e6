# Socrata Open Data API (SODA 2). Copy this file, and change base, the id of the dataset, title,
# region, time_zone and the names of the columns. Times have no zone: they are of the city. Without
# an order pages would repeat and lose rows.

[source]
title=Socrata
base=https://data.example.org
region=00
time_zone=America/New_York
language=en
peer=agency
peer_label=Agency
online=ONLINE;MOBILE

[auth]
kind=header
name=X-App-Token

[resource cases]
path=/resource/abcd-1234.json?$order=:id
rows=$
id=unique_key
unit=agency_name; agency
opened=created_date
due=due_date
closed=closed_date
status=status
channel=open_data_channel_type
topic=complaint_type
region=borough
lon=longitude
lat=latitude
every=15m

[values status]
Closed=closed
*=open

[paging cases]
style=offset
limit=5000
limit_parameter=$limit
offset_parameter=$offset
max_rows=500000
