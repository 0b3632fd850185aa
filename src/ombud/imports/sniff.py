"""Proposes a mapping for a file: from its header, and from what stands in its first rows. A person looks at it."""

import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from ombud.imports.decoding import MARKS
from ombud.imports.json_lines import read_object
from ombud.imports.mapping import ISO, MappingError
from ombud.imports.rows import is_json, open_sheet

LOOKED_AT = 2_000
"""Rows."""
SAMPLE_BYTES = 256 * 1024
STATUSES_MAX = 40
"""More different words are no statuses."""
NAMES = {
    "id": "order_id orderid order_no order_number ordernumber id 订单号 订单编号 訂單編號 訂單號 pedido numero_pedido",
    "number": "number display_id order_name",
    "kind": "kind order_type type 订单类型 訂單類型 tipo",
    "shop": "shop shop_id store store_id merchant_id seller_id vendor 店铺 店铺id 商家编号 店鋪 tienda",
    "consumer": "consumer customer_id customer buyer buyer_id user_id openid email 买家 买家id 会员名 買家 cliente",
    "currency": "currency currency_code 币种 幣別 moneda",
    "paid": "paid total amount order_total total_price grand_total 实付金额 实付款 支付金额 實付金額 importe",
    "freight": "freight shipping shipping_total shipping_price 运费 運費 envio",
    "status": "status order_status state fulfillment_status 订单状态 訂單狀態 estado",
    "payment_way": "payment_way payment_type payment_method 支付方式 付款方式 forma_pago",
    "purchased_at": "purchased_at created_at order_date order_purchase_timestamp date 下单时间 创建时间 下單時間 fecha",
    "approved_at": "approved_at paid_at order_approved_at 付款时间 支付时间 付款時間",
    "shipped_at": "shipped_at dispatched_at order_delivered_carrier_date 发货时间 發貨時間",
    "delivered_at": "delivered_at received_at order_delivered_customer_date 收货时间 签收时间 收貨時間",
    "promised_at": "promised_at order_estimated_delivery_date deliver_by 预计送达时间 承诺时间",
}
ITEM_NAMES = {
    "line": "line line_id item_id order_item_id 子订单号",
    "product": "product product_id sku lineitem_sku 商品编号 商品id 產品編號",
    "title": "title product_name item_name lineitem_name name 商品名称 宝贝标题 商品名稱 articulo",
    "specification": "specification variant variant_title spec 规格 規格",
    "quantity": "quantity qty lineitem_quantity 数量 购买数量 數量 cantidad",
    "unit_price": "unit_price price lineitem_price 单价 单價 單價 precio",
}
FORMATS = (
    ISO, "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%y", "%d/%m/%y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M",
    "%d.%m.%Y", "%d-%m-%Y %H:%M", "%d-%m-%Y", "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日",
)  # fmt: skip
_GROUPED = {
    ",": re.compile(r"^[^,]*\d{1,3}(\.\d{3})+(,\d+)?$|,\d{1,2}$"),
    ".": re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?$"),
}


def sniff(file: BinaryIO, name: str) -> str:
    """A mapping for the file, as TOML with remarks. Raises MappingError where it is no file of rows."""
    encoding = _encoding(file)
    columns, delimiter, rows = _sample(file, name, encoding)
    orders = _named(columns, NAMES)
    items = _named([one for one in columns if one not in orders.values()], ITEM_NAMES)
    if "id" not in orders:
        sentence = _("{file}: no column looks like the order’s id; the columns are {columns}")
        raise MappingError(sentence.format(file=name, columns=", ".join(columns)[:500]))
    said = {one: [row[one] for row in rows if row.get(one)] for one in columns}
    lines = [
        "# " + _("Proposed for {file}: look at every line before you import with it.").format(file=_text(name)[1:-1]),
        'source = "my-shop-system"  # ' + _("what the record names as the origin"),
        'zone = "Asia/Shanghai"  # ' + _("of instants that are written without one"),
        'currency = "CNY"  # ' + _("where no column says it"),
    ]
    lines += [f"encoding = {_text(encoding)}"] if encoding else []
    lines += [f"delimiter = {_text(delimiter)}"] if delimiter else []
    amounts = (orders.get("paid"), orders.get("freight"), items.get("unit_price"))
    lines += _amounts([text for column in amounts for text in said.get(column or "", ())])
    lines += ["", "[orders]", *(f"{field} = {_text(column)}" for field, column in orders.items())]
    lines += (
        ["", "[items]  # " + _("each row is a line of its order"), *(f"{f} = {_text(c)}" for f, c in items.items())]
        if items
        else []
    )
    lines += _dates({orders[one]: said[orders[one]] for one in orders if one.endswith("_at")})
    lines += _statuses(said.get(orders.get("status", ""), []))
    left = [one for one in columns if one not in orders.values() and one not in items.values()]
    lines += ["", ("# " + _("Not read:") + " " + ", ".join(left))[:1000].replace("\n", " ")] if left else []
    return "\n".join(lines) + "\n"


def _encoding(file: BinaryIO) -> str:
    """Nothing for UTF-8 or where a byte order mark says it; else the first that all of the sample is text in."""
    sample = file.read(SAMPLE_BYTES)
    file.seek(0)
    if any(sample.startswith(mark) for mark, _encoding in MARKS):
        return ""
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    for encoding in ("utf-8", "gb18030"):
        try:
            whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "" if encoding == "utf-8" else encoding
    return "latin-1"


def _sample(file: BinaryIO, name: str, encoding: str) -> tuple[list[str], str, list[dict[str, str]]]:
    if not is_json(name):
        sheet = open_sheet(file, name, (), encoding)
        rows = [
            dict(zip(sheet.columns, raw.cells, strict=True)) for raw in islice(sheet.rows, LOOKED_AT) if not raw.problem
        ]
        return sheet.columns, sheet.delimiter, rows
    found: list[dict[str, str]] = []
    for line in islice(io.TextIOWrapper(file, "utf-8-sig", errors="replace"), LOOKED_AT):
        try:
            one = read_object(line)
        except (ValueError, RecursionError):
            continue
        found.append({key: str(value) for key, value in one.items() if isinstance(value, str | int)})
    return list(dict.fromkeys(key for one in found for key in one)), "", found


def _named(columns: Sequence[str], names: dict[str, str]) -> dict[str, str]:
    plain = {re.sub(r"[\s\-]+", "_", one.strip().lower()): one for one in reversed(columns)}
    found: dict[str, str] = {}
    for field, known in names.items():
        column = next((plain[one] for one in known.split() if one in plain and plain[one] not in found.values()), "")
        if column:
            found[field] = column
    return found


def _amounts(texts: list[str]) -> list[str]:
    if any(_GROUPED[","].search(text.strip()) for text in texts) and not any(
        re.search(r"\.\d{1,2}$", t) for t in texts
    ):
        return ['decimal = ","', 'thousands = "."']
    if any(_GROUPED["."].search(text.strip()) for text in texts):
        return ['thousands = ","']
    return []


def _dates(columns: dict[str, list[str]]) -> list[str]:
    wanted: list[str] = []
    told: list[str] = []
    for column, texts in columns.items():
        if not texts:
            continue
        fits = {one: sum(_fits(text, one) for text in texts) for one in FORMATS}
        whole = [one for one, count in fits.items() if count == len(texts)]
        if len(whole) > 1 and ISO not in whole:
            told.append(
                _("# {column}: day and month can’t be told apart here; these fit: {formats}. Choose.").format(
                    column=column, formats=", ".join(whole)
                )
            )
        elif not whole:
            some = ", ".join(f"{one} × {count}" for one, count in fits.items() if count)
            told.append(
                _("# {column}: no one format fits all {n} rows: {formats}.").format(
                    column=column, n=len(texts), formats=some
                )
            )
        wanted += whole[:1] or [one for one, count in fits.items() if count]
    formats = list(dict.fromkeys(wanted))
    if not told and formats in ([], [ISO]):
        return []
    told = [line.replace("\n", " ") for line in told]
    return ["", "[dates]", *told, f"formats = {json.dumps(formats or [ISO], ensure_ascii=False)}"]


def _fits(text: str, form: str) -> bool:
    try:
        datetime.fromisoformat(text.strip()) if form == ISO else datetime.strptime(text.strip(), form)  # noqa: DTZ007
    except ValueError:
        return False
    return True


def _statuses(texts: list[str]) -> list[str]:
    words = list(dict.fromkeys(texts))
    if not 0 < len(words) <= STATUSES_MAX:
        return []
    return [
        "",
        "[status]  # " + _("the platform’s word for each of the source’s"),
        *(f"{_text(one)} = {_text(one)}" for one in words),
    ]


def _text(text: str) -> str:
    """As a TOML string; JSON writes them alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
