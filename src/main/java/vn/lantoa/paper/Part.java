package vn.lantoa.paper;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lantoa.kernel.Refused;

/// An XML part of a workbook, walked element by element by local names, so that the transitional and the strict dialect
/// read the same. Document types, and with them external entities, are refused.
final class Part implements AutoCloseable {

    private static final XMLInputFactory FACTORY = factory();

    private final Unpacked bytes;
    private final XMLStreamReader xml;

    private Part(Unpacked bytes, XMLStreamReader xml) {
        this.bytes = bytes;
        this.xml = xml;
    }

    /// The part `name`, or null if the archive lacks it.
    static @Nullable Part open(ZipFile zip, String name, Unpacked.Meter meter) {
        var entry = zip.getEntry(name.startsWith("/") ? name.substring(1) : name);
        if (entry == null) return null;
        try {
            var bytes = new Unpacked(zip.getInputStream(entry), entry, meter);
            return new Part(bytes, FACTORY.createXMLStreamReader(bytes));
        } catch (ZipException | EOFException | XMLStreamException broken) {
            throw broken();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Refused broken() {
        return Refused.unsupported("paper.table.broken");
    }

    /// The next start, end or text; false at the end of the part.
    boolean next() {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                bytes.step();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT,
                            XMLStreamConstants.END_ELEMENT,
                            XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE -> {
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw broken();
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException broken) {
            throw broken();
        }
    }

    boolean starts() {
        return xml.isStartElement();
    }

    boolean ends() {
        return xml.isEndElement();
    }

    boolean starts(String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    /// The local name of the element that starts or ends.
    String name() {
        return xml.getLocalName();
    }

    /// Adds the text that was met to `text`, as far as it is not longer than `most`.
    void appendTo(StringBuilder text, int most) {
        int room = Math.min(xml.getTextLength(), most - text.length());
        if (room > 0) text.append(xml.getTextCharacters(), xml.getTextStart(), room);
    }

    /// The attribute of this local name, whatever its namespace.
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) return xml.getAttributeValue(i);
        }
        return null;
    }

    /// The attribute of this prefix and local name (`r:id`), or null.
    @Nullable
    String prefixed(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var prefix = xml.getAttributePrefix(i);
            if (prefix != null
                    && !prefix.isEmpty()
                    && xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            xml.close();
            bytes.close();
        } catch (EOFException | XMLStreamException broken) {
            throw broken();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }
}
