// Jumps in all directions.
package p

func f() {
L0:
	goto L1
L1:
	goto L8
L2:
	goto L15
L3:
	goto L22
L4:
	goto L29
L5:
	goto L36
L6:
	goto L43
L7:
	goto L50
L8:
	goto L57
L9:
	goto L64
L10:
	goto L71
L11:
	goto L78
L12:
	goto L85
L13:
	goto L92
L14:
	goto L99
L15:
	goto L106
L16:
	goto L113
L17:
	goto L120
L18:
	goto L127
L19:
	goto L134
L20:
	goto L141
L21:
	goto L148
L22:
	goto L155
L23:
	goto L162
L24:
	goto L169
L25:
	goto L176
L26:
	goto L183
L27:
	goto L190
L28:
	goto L197
L29:
	goto L204
L30:
	goto L211
L31:
	goto L218
L32:
	goto L225
L33:
	goto L232
L34:
	goto L239
L35:
	goto L246
L36:
	goto L253
L37:
	goto L260
L38:
	goto L267
L39:
	goto L274
L40:
	goto L281
L41:
	goto L288
L42:
	goto L295
L43:
	goto L302
L44:
	goto L309
L45:
	goto L316
L46:
	goto L323
L47:
	goto L330
L48:
	goto L337
L49:
	goto L344
L50:
	goto L351
L51:
	goto L358
L52:
	goto L365
L53:
	goto L372
L54:
	goto L379
L55:
	goto L386
L56:
	goto L393
L57:
	goto L0
L58:
	goto L7
L59:
	goto L14
L60:
	goto L21
L61:
	goto L28
L62:
	goto L35
L63:
	goto L42
L64:
	goto L49
L65:
	goto L56
L66:
	goto L63
L67:
	goto L70
L68:
	goto L77
L69:
	goto L84
L70:
	goto L91
L71:
	goto L98
L72:
	goto L105
L73:
	goto L112
L74:
	goto L119
L75:
	goto L126
L76:
	goto L133
L77:
	goto L140
L78:
	goto L147
L79:
	goto L154
L80:
	goto L161
L81:
	goto L168
L82:
	goto L175
L83:
	goto L182
L84:
	goto L189
L85:
	goto L196
L86:
	goto L203
L87:
	goto L210
L88:
	goto L217
L89:
	goto L224
L90:
	goto L231
L91:
	goto L238
L92:
	goto L245
L93:
	goto L252
L94:
	goto L259
L95:
	goto L266
L96:
	goto L273
L97:
	goto L280
L98:
	goto L287
L99:
	goto L294
L100:
	goto L301
L101:
	goto L308
L102:
	goto L315
L103:
	goto L322
L104:
	goto L329
L105:
	goto L336
L106:
	goto L343
L107:
	goto L350
L108:
	goto L357
L109:
	goto L364
L110:
	goto L371
L111:
	goto L378
L112:
	goto L385
L113:
	goto L392
L114:
	goto L399
L115:
	goto L6
L116:
	goto L13
L117:
	goto L20
L118:
	goto L27
L119:
	goto L34
L120:
	goto L41
L121:
	goto L48
L122:
	goto L55
L123:
	goto L62
L124:
	goto L69
L125:
	goto L76
L126:
	goto L83
L127:
	goto L90
L128:
	goto L97
L129:
	goto L104
L130:
	goto L111
L131:
	goto L118
L132:
	goto L125
L133:
	goto L132
L134:
	goto L139
L135:
	goto L146
L136:
	goto L153
L137:
	goto L160
L138:
	goto L167
L139:
	goto L174
L140:
	goto L181
L141:
	goto L188
L142:
	goto L195
L143:
	goto L202
L144:
	goto L209
L145:
	goto L216
L146:
	goto L223
L147:
	goto L230
L148:
	goto L237
L149:
	goto L244
L150:
	goto L251
L151:
	goto L258
L152:
	goto L265
L153:
	goto L272
L154:
	goto L279
L155:
	goto L286
L156:
	goto L293
L157:
	goto L300
L158:
	goto L307
L159:
	goto L314
L160:
	goto L321
L161:
	goto L328
L162:
	goto L335
L163:
	goto L342
L164:
	goto L349
L165:
	goto L356
L166:
	goto L363
L167:
	goto L370
L168:
	goto L377
L169:
	goto L384
L170:
	goto L391
L171:
	goto L398
L172:
	goto L5
L173:
	goto L12
L174:
	goto L19
L175:
	goto L26
L176:
	goto L33
L177:
	goto L40
L178:
	goto L47
L179:
	goto L54
L180:
	goto L61
L181:
	goto L68
L182:
	goto L75
L183:
	goto L82
L184:
	goto L89
L185:
	goto L96
L186:
	goto L103
L187:
	goto L110
L188:
	goto L117
L189:
	goto L124
L190:
	goto L131
L191:
	goto L138
L192:
	goto L145
L193:
	goto L152
L194:
	goto L159
L195:
	goto L166
L196:
	goto L173
L197:
	goto L180
L198:
	goto L187
L199:
	goto L194
L200:
	goto L201
L201:
	goto L208
L202:
	goto L215
L203:
	goto L222
L204:
	goto L229
L205:
	goto L236
L206:
	goto L243
L207:
	goto L250
L208:
	goto L257
L209:
	goto L264
L210:
	goto L271
L211:
	goto L278
L212:
	goto L285
L213:
	goto L292
L214:
	goto L299
L215:
	goto L306
L216:
	goto L313
L217:
	goto L320
L218:
	goto L327
L219:
	goto L334
L220:
	goto L341
L221:
	goto L348
L222:
	goto L355
L223:
	goto L362
L224:
	goto L369
L225:
	goto L376
L226:
	goto L383
L227:
	goto L390
L228:
	goto L397
L229:
	goto L4
L230:
	goto L11
L231:
	goto L18
L232:
	goto L25
L233:
	goto L32
L234:
	goto L39
L235:
	goto L46
L236:
	goto L53
L237:
	goto L60
L238:
	goto L67
L239:
	goto L74
L240:
	goto L81
L241:
	goto L88
L242:
	goto L95
L243:
	goto L102
L244:
	goto L109
L245:
	goto L116
L246:
	goto L123
L247:
	goto L130
L248:
	goto L137
L249:
	goto L144
L250:
	goto L151
L251:
	goto L158
L252:
	goto L165
L253:
	goto L172
L254:
	goto L179
L255:
	goto L186
L256:
	goto L193
L257:
	goto L200
L258:
	goto L207
L259:
	goto L214
L260:
	goto L221
L261:
	goto L228
L262:
	goto L235
L263:
	goto L242
L264:
	goto L249
L265:
	goto L256
L266:
	goto L263
L267:
	goto L270
L268:
	goto L277
L269:
	goto L284
L270:
	goto L291
L271:
	goto L298
L272:
	goto L305
L273:
	goto L312
L274:
	goto L319
L275:
	goto L326
L276:
	goto L333
L277:
	goto L340
L278:
	goto L347
L279:
	goto L354
L280:
	goto L361
L281:
	goto L368
L282:
	goto L375
L283:
	goto L382
L284:
	goto L389
L285:
	goto L396
L286:
	goto L3
L287:
	goto L10
L288:
	goto L17
L289:
	goto L24
L290:
	goto L31
L291:
	goto L38
L292:
	goto L45
L293:
	goto L52
L294:
	goto L59
L295:
	goto L66
L296:
	goto L73
L297:
	goto L80
L298:
	goto L87
L299:
	goto L94
L300:
	goto L101
L301:
	goto L108
L302:
	goto L115
L303:
	goto L122
L304:
	goto L129
L305:
	goto L136
L306:
	goto L143
L307:
	goto L150
L308:
	goto L157
L309:
	goto L164
L310:
	goto L171
L311:
	goto L178
L312:
	goto L185
L313:
	goto L192
L314:
	goto L199
L315:
	goto L206
L316:
	goto L213
L317:
	goto L220
L318:
	goto L227
L319:
	goto L234
L320:
	goto L241
L321:
	goto L248
L322:
	goto L255
L323:
	goto L262
L324:
	goto L269
L325:
	goto L276
L326:
	goto L283
L327:
	goto L290
L328:
	goto L297
L329:
	goto L304
L330:
	goto L311
L331:
	goto L318
L332:
	goto L325
L333:
	goto L332
L334:
	goto L339
L335:
	goto L346
L336:
	goto L353
L337:
	goto L360
L338:
	goto L367
L339:
	goto L374
L340:
	goto L381
L341:
	goto L388
L342:
	goto L395
L343:
	goto L2
L344:
	goto L9
L345:
	goto L16
L346:
	goto L23
L347:
	goto L30
L348:
	goto L37
L349:
	goto L44
L350:
	goto L51
L351:
	goto L58
L352:
	goto L65
L353:
	goto L72
L354:
	goto L79
L355:
	goto L86
L356:
	goto L93
L357:
	goto L100
L358:
	goto L107
L359:
	goto L114
L360:
	goto L121
L361:
	goto L128
L362:
	goto L135
L363:
	goto L142
L364:
	goto L149
L365:
	goto L156
L366:
	goto L163
L367:
	goto L170
L368:
	goto L177
L369:
	goto L184
L370:
	goto L191
L371:
	goto L198
L372:
	goto L205
L373:
	goto L212
L374:
	goto L219
L375:
	goto L226
L376:
	goto L233
L377:
	goto L240
L378:
	goto L247
L379:
	goto L254
L380:
	goto L261
L381:
	goto L268
L382:
	goto L275
L383:
	goto L282
L384:
	goto L289
L385:
	goto L296
L386:
	goto L303
L387:
	goto L310
L388:
	goto L317
L389:
	goto L324
L390:
	goto L331
L391:
	goto L338
L392:
	goto L345
L393:
	goto L352
L394:
	goto L359
L395:
	goto L366
L396:
	goto L373
L397:
	goto L380
L398:
	goto L387
L399:
	goto L394
	goto none
	{
		goto inside
	}
	for {
	inside:
		var x int
		_ = x
		continue none
	}
}
