window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "89001", "created_at" : "Tue Mar 34 18:40:00 +0000 2031", "full_text" : "A day too far.", "lang" : "xx-yy" } },
  { "tweet" : { "id_str" : "89002", "created_at" : "Wed Mar 05 06:10:00 +0000 2031", "full_text" : "", "lang" : "en" } },
  { "tweet" : { "id_str" : "89003", "created_at" : "Wed Mar 05 06:12:00 +0000 2031", "full_text" : "The archive ends h
